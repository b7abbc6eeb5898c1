### The page About: how the score works, its measured accuracy, what is never read or sent.

about-never-read-person = Name, gender, pronouns, age, photo, address and nationality
about-never-read-names = The names of schools and employers
about-never-read-tricks = Hidden text, text copied from the job ad, and lines that speak to a screening program
about-never-sent-nothing = Nothing leaves the computer that runs it: no account, no tracking, no language model elsewhere
about-never-sent-memory = Files and reports live in memory and are gone soon after you close the page
about-limit-words = It reads words. Work that the documents do not tell cannot be seen.
about-limit-field = It knows AI project, program and product work. For other jobs it says little.
about-limit-english = It reads English. In other languages it finds little, so do not rely on the score.
about-limit-scans = Scanned pages hold no words. Export the file from your editor instead.
about-limit-role = A typical role is not your employer. Paste the ad to see what that job asks for.
about-score-looked-up = Each thing a job asks for is looked up in your documents. A skill that is only listed hardly counts, one used in described work counts, and one with a result counts most.
about-score-sum = The points of all parts add up to the score. Each requirement shows the words that decided it; the other parts come from the career, the depth of its skills and its figures as a whole.
about-score-level = Seniority is compared apart and never lowers the score.
about-title = How this works
about-score-heading = The score
about-accuracy-heading = How good it is
about-never-read-heading = What is never scored
about-never-sent-heading = What is never sent
about-limits-heading = Where it ends
about-versions-heading = Versions
about-met-evidenced = the documents show it in described work
about-met-partly = a part of it is shown
about-met-claimed = it is named, and no described work shows it
about-met-missing = we did not find it; it may still be true
about-met-unknown = a resume cannot tell, or we could not; never counted as zero
about-accuracy-none = The model carries no measured figures.
about-accuracy-points = { $points } points
about-accuracy-kind = Kind of job
about-accuracy-distance = Typical distance
about-accuracy-rank = Rank agreement
about-accuracy-pairs = One or two people rated each of { $pairs } pairs of { $resumes } invented resumes and { $ads } invented job ads. Each pair was then scored by a model that had seen neither the person nor the ad.
# $points, $order, $inside and $rank are measured figures, like 7, 91% and 0.88.
about-accuracy-typical = A score is typically { $points } points away from theirs. Of two people for one job it puts { $order } in their order. { $inside } of their ratings lie inside the interval. The rank agreement with them is { $rank }, where 1 is perfect; theirs with each other is 0.91 to 0.95.
about-accuracy-real = Real resumes are messier than these.
# All names stand for measured figures.
about-accuracy-strangers = The harder test: { $resumes } resumes and { $ads } ads by authors who did not know this program, { $pairs } pairs, nothing learned from them. There a score is typically { $points } points away, and { $inside } of the ratings lie inside the interval. Of two people whom the raters put at least a point of four apart, { $order } stand in their order. The rank agreement is { $rank }; that of two raters is { $raters }.
about-version-program = This program
about-version-knowledge = Knowledge
about-version-python = Python
