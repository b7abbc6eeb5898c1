### The tab Cohort of the page Candidates, `aipm candidates cohort`, and the page to take along.

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

## in a terminal

cohort-gap-text = { $lacking } of { $total } do not show it yet ({ $missing } not found, { $partly } in part)
cohort-print-band = band
cohort-print-people = people
cohort-print-gaps = what many lack
cohort-print-lack = lack
cohort-print-not-found = not found
cohort-print-in-part = in part
cohort-print-shown = shown
cohort-print-competency = competency
cohort-print-advice = most frequent advice
cohort-print-times = times
cohort-print-cleared = postings cleared
cohort-print-cleared-fit = a fit of 60 or better
cohort-print-of = of
cohort-print-progress = progress
cohort-print-first = first
cohort-print-newest = newest
cohort-print-change = change
cohort-print-month = month
cohort-print-middle = middle score
cohort-print-half = middle half
cohort-headline =
    { $count ->
        [one] { $count } person, { $scored } scored
       *[other] { $count } people, { $scored } scored
    }
cohort-headline-moved =
    { $count ->
        [one] { $count } person, { $scored } scored; later versions moved by { $change } points in the middle
       *[other] { $count } people, { $scored } scored; later versions moved by { $change } points in the middle
    }

## the page to take along

cohort-page-title = Cohort: { $title }
cohort-page-bands = Bands
cohort-page-gaps-head = not found, in part, shown
cohort-page-people =
    { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
cohort-page-times =
    { $count ->
        [one] { $count } time
       *[other] { $count } times
    }
cohort-page-cleared-help = Of the stored postings, how many each clears: a fit of 60 or better and no gate missed.
