## cohort

cohort-everyone = everyone
cohort-choose = Cohort
cohort-role-or-ad = Role or job ad
cohort-no-scores = Nobody here has a score for this job yet.
cohort-reading = Reading
cohort-read = Read { $number } of { $total }
cohort-scored = Scored { $count }; { $failed } could not be read.
cohort-manage = Make, fill and share cohorts
cohort-name = Name
cohort-people = People
cohort-put-in = Put them in
cohort-take-out = Take them out
cohort-share = Every coach may read its people
cohort-remove = Remove this cohort; its people stay
cohort-count = { $count } of { $total }
cohort-bands = Where they stand
cohort-seniority = Seniority: { $fits }.
cohort-band = Band
cohort-bands-people = people
cohort-gap-counts = { $missing } not found, { $partly } in part, { $shown } shown
cohort-gaps-help = To teach next: red not found, amber in part, green shown.
cohort-gaps = What many lack
cohort-gaps-asked = Asked for
cohort-gaps-lack = lack it
cohort-levels-help = How many people are at each level; the lowest competencies first.
cohort-levels-competency = Competency
cohort-levels = Levels
cohort-progress-from-to = from { $first } to { $last }
cohort-progress-help = First version to newest, on a line from 0 to 100.
cohort-progress-none = Nobody has a second version yet.
cohort-progress = Progress
cohort-progress-candidate = Candidate
cohort-progress-fit = fit
cohort-progress-change = change
cohort-months-middle = middle { $middle }, half of them { $low } to { $high }
cohort-months-help = The middle score and the middle half, by what everyone had sent until then.
cohort-months = Over time
cohort-months-month = Month
cohort-months-people = people
cohort-months-middle-head = middle
cohort-advice = Most frequent advice
cohort-advice-help = By how many people get it.
cohort-advice-head = Advice
cohort-advice-kind = kind
cohort-advice-people = people
cohort-advice-times = times
cohort-cleared-count = Count the postings that each clears
cohort-cleared-comparing = Comparing with every posting
cohort-cleared-help = A fit of 60 or better and no gate missed, of the stored postings or else those that ship.
cohort-cleared = Postings cleared
cohort-cleared-head = cleared
cohort-download-xlsx = Without names (XLSX)
cohort-download-csv = Without names (CSV)
cohort-download-html = As a page (HTML)
cohort-file = cohort-{ $name }.{ $ending }
cohort-score =
    { $count ->
        [one] Score 1 person who has no fit for { $title } yet
       *[other] Score { $count } people who have no fit for { $title } yet
    }
