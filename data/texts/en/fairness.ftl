### The tab Fairness of the page Candidates, `aipm audit`, and the page to take along.

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
fairness-why = Look first at how the file was read: in an unusual header another name can make it clearer, or less clear, where a job begins.
fairness-rates-group = Group
fairness-rates-people = people
fairness-rates-counted = counted
# 95 % is the confidence of the interval beside the rate.
fairness-rates-rate = rate (95 %)
fairness-rates-ratio = impact ratio (95 %)
fairness-heading =
    { $count ->
        [one] Swaps for { $job }: { $count } person
       *[other] Swaps for { $job }: { $count } people
    }

## in a terminal and to take along

fairness-one-side = a score on one side only
fairness-no-one-counts = no one counts
fairness-highest = 1.00, the highest
fairness-above-median = above the median of { $threshold }
fairness-or-more = { $threshold } or more
fairness-not-declared = { $count } not declared, left out
fairness-print-swapped = swapped
fairness-print-swaps = swaps
fairness-print-changed = changed a score
fairness-print-largest = largest change
fairness-expected = The expected change is 0.
fairness-print-who = who
fairness-print-put-in = put in
fairness-print-change = change
fairness-audit-counts = { $people } people with a score, { $unscored } without, { $unmatched } not known here
fairness-rates = Rates by declared group
fairness-print-group = group
fairness-print-people = people
fairness-print-counted = counted
fairness-print-rate = rate (95 %)
fairness-print-ratio = impact ratio (95 %)

## files that cannot be used

fairness-declared-unreadable = { $name } cannot be read. Give a CSV file in UTF-8.
fairness-declared-empty = { $name } needs a head and rows: the candidate, then a column for each attribute.
fairness-kind-name = name
fairness-kind-pronouns = pronouns
fairness-kind-address = address
fairness-kind-school = school
fairness-kind-employer = employer
fairness-kind-age = age
fairness-withheld =
    { $groups ->
        [one] { $groups } group of fewer than { $smallest } people withheld
       *[other] { $groups } groups of fewer than { $smallest } people withheld
    }
fairness-withheld-people =
    { $groups ->
        [one] { $groups } group of fewer than { $smallest } people withheld ({ $people } people)
       *[other] { $groups } groups of fewer than { $smallest } people withheld ({ $people } people)
    }

## the page to take along

fairness-page-title = Fairness: { $job }
fairness-page = Fairness in view
fairness-page-people =
    { $count ->
        [one] { $job }, { $count } person
       *[other] { $job }, { $count } people
    }
fairness-page-swaps = The same work under another name
fairness-page-swaps-help = Names, pronouns, addresses, schools, employers and ages are put into each resume, and it is read and scored from the start. The expected change is 0.
fairness-page-rates-help = { $people } people with a score, { $unscored } without. Intervals are of 95 %. An impact ratio is a group's rate divided by the highest one; below { $least } is often looked into, and with few people the interval says how little is known.
fairness-page-rate = rate
fairness-page-ratio = impact ratio
