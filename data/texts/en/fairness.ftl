## fairness

fairness-lead = We put other names, pronouns, addresses, schools, employers and ages into each resume, read it again and score it from the start. The expected change is 0; what is not 0 is shown.
fairness-everyone = everyone
fairness-cohort = Cohort
fairness-role-or-ad = Role or job ad
fairness-try = Try the swaps on these candidates
fairness-declared = Declared attributes (CSV): alias in the first column, then what people declared themselves
fairness-download-html = Take these tables along (HTML)
fairness-file-html = fairness.html
fairness-download-json = As data (JSON)
fairness-file-json = fairness.json
fairness-first-only = The first { $count } of { $total } people; `aipm audit` takes everyone.
fairness-reading = Reading
fairness-reading-of = Reading { $number } of { $total }
fairness-file = The file
fairness-file-not-text = The file is no text in UTF-8. Save it as CSV UTF-8.
fairness-swapped = Swapped
fairness-swaps = swaps
fairness-changed = changed a score
fairness-largest = largest change
fairness-nothing-changed = No score changed.
fairness-changes = Changes that should not be
fairness-rates-group = Group
fairness-rates-people = people
fairness-rates-counted = counted
fairness-rates-rate = rate (95 %)
fairness-rates-ratio = impact ratio (95 %)
fairness-heading =
    { $count ->
        [one] Swaps for { $job }: { $count } person
       *[other] Swaps for { $job }: { $count } people
    }
