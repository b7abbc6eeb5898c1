### The page Review with its tabs.

## the tab Achievements

review-metric-up = up
review-metric-down = down
review-metric-reached = reached
review-metric-kept = kept
review-achievements-none = We found no line that tells what the person did. Bullets under each job would help.
review-achievements-count = { $count } of { $total } lines carry a figure.
review-achievements-bare = Without a figure
review-achievements-bare-ask = Which of these has a result, a size or a date that you remember?
review-more = { $count } more
review-achievements-figure = Figure
review-achievements-what = What it is
review-achievements-line = The line
review-achievements-where = Where
review-achievements-table = Figures in the documents

## the tab Skills

review-competencies = Competencies
review-skills = Skills by how they are shown
review-skills-none = We found no skill of our list in these documents.
# $levels is a list like "0 not shown, 1 aware".
review-competencies-legend = Filled steps are shown in the documents. { $levels }.
review-competencies-competency = Competency
review-competencies-shown = Shown
review-competencies-words = In words
review-competencies-proof = Proof
review-competencies-asked = , asked: { $level }
review-skills-hedged = said with a reservation

## the tab Fit

review-fit-none = The job names no requirement that we could read.
review-fit-parts = How the score adds up
review-fit-not-scored = not scored
review-fit-together = Together

## the answer above the tabs

review-paper-a4 = A4
review-paper-letter = Letter
review-empty = Nothing to review yet.
review-empty-help = Give a resume and choose a job, or look at an invented person first.
review-choose-resume = Choose a resume
review-try-sample = Try the sample
review-title = Review
review-resume = Resume
review-download = Download
review-your-ad = Your ad: { $title }
review-target = Target
review-paper = Paper of the PDF
review-download-pdf = Report to print (PDF)
review-download-html = Report as a page (HTML)
review-download-word = Checklist to tick off (Word)
review-download-json = Everything as data (JSON)
review-file-checklist = checklist
review-file-review = review
review-no-score = No score
review-no-score-help = What was found is shown below; nothing is counted as zero.
# Read aloud for the score: $band is like "good", $interval like "61-74".
review-score-spoken = Score { $score } of 100, { $band }, interval { $interval }
review-interval = interval { $interval }
review-seniority = Seniority: { $level }.
review-change-why = Why, and how
review-tab-machine-count = What a machine reads ({ $count })
review-tab-machine = What a machine reads
review-tab-fit = Fit
review-tab-achievements = Achievements
# A tab, with how many there are.
review-tab-suggestions = Suggestions ({ $count })
review-tab-skills = Skills
review-tab-portfolio = Portfolio ({ $count })

## the tab Suggestions

# A box beside each suggestion.
review-suggestions-done = Done
review-suggestions-none = No suggestion: none of our rules applies.
review-suggestions-count = { $count } of { $total } suggestions
review-suggestions-kind = What it asks of you
review-suggestions-severity = How much it matters
review-suggestions-clears = Count the postings each change clears
review-suggestions-clears-help = Your imported postings, or the snapshot that ships with the program when there are none. Counted for the eight changes with the most points.
review-suggestions-why = Why?
review-now = Now
review-try = Try
review-fit-more-quotes =
    { $count ->
        [one] { $count } more quote
       *[other] { $count } more quotes
    }
review-competencies-legend-asked = The frame marks the level that the role asks for. Filled steps are shown in the documents. { $levels }.

## what a figure measures, in the table of achievements

review-metric-percent = percent
review-metric-money = money
review-metric-time = time
review-metric-headcount = headcount
review-metric-scale = scale
review-metric-rank = rank
review-metric-multiplier = multiplier
review-metric-rate = rate
review-metric-sla = sla
review-metric-model-metric = model metric
review-metric-rating = rating
review-metric-outcome = outcome
review-metric-scope = scope
