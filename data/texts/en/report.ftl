### The report of one person on paper (PDF), as a page, in Word, in Markdown and in a terminal; the coach's hand-out.

## the coach's hand-out

report-handout-this-week = This week
report-handout-weeks = In the coming weeks
report-handout-subtitle = Resume review for { $title }
report-handout-where = Where you stand
report-no-score = No score
report-interval-explained = Interval { $interval }. { $why }
report-seniority = Seniority: { $level }.
report-handout-next-band = The next band, { $band }, starts { $points } points higher.
report-handout-one-change = One change of your plan is enough to reach it.
report-handout-plan = Your plan
report-handout-nothing = Nothing to change was found.
report-handout-done = Done already: { $count }.
report-handout-example = For example: { $text }
report-worth = Worth { $gain }.
report-handout-coach = From your coach
report-asks = What the job asks for
report-handout-resume = Your resume
report-in-your-words = In your words
report-handout-figures = Your achievements with a figure
report-handout-keep = { $count } of { $total } lines about your work have a figure. Keep these:
report-handout-no-figure = None of { $count } lines about your work has a figure yet.

## Markdown

report-with = with { $others }
report-note = Note: { $text }
report-facts = Version { $version }, model { $model }, data { $data }, present month { $month }.
report-scored-for = Scored for { $jobs }
report-level = Level: { $level }.
report-suggestions = All suggestions ({ $count })
report-why = Why: { $text }
report-now = Now: { $text }
report-try = Try: { $text }
report-no-figure = no figure
report-no-skill = No skill was found.
report-no-dates = no dates read
report-hidden-in = { $name }, not seen by people ({ $reason }): { $text }

## on paper

report-effort-rephrase = Reword: the evidence is there
report-effort-add-fact = Add a fact that only you know
report-effort-build = Build evidence: learn it, do it, get it
report-title = Resume review: { $name }
report-checklist = Checklist for your resume
report-checklist-true = Change only what is true. What stands in brackets is a fact that only you know.
report-checklist-open = Asked for and not shown yet
report-checklist-before = Before you send it
report-before-explain = Every figure is one that you can explain in an interview.
report-before-brackets = Nothing in square brackets is left.
report-before-format = The file is a PDF or Word file with text that can be selected.
report-before-read = Somebody else has read it once.
report-note-on-paper = Note. { $text } { $scores }
report-asked = Asked
report-found = Found
report-points = Points
report-points-heading = Where the points come from
report-part = Part
report-open-missing = Not found.
report-open-claimed = Claimed only: show where you used it.
report-figure = Figure
report-line = Line
report-place = Place
report-skills = Skills, by how they are shown
report-skills-shown = Shown
report-skills-names = Skills
report-competencies = Competencies
report-competency = Competency
report-competency-level = Level shown
report-no-title = title not read
report-no-year = no year read
report-degree = degree
report-certificate = certificate
report-as-read = As a machine reads it
report-when = When
report-what = What
report-hidden = Not seen by people ({ $reason })
report-facts-files = Version { $version }, model { $model }, data { $data }, present month { $month }. Files: { $files }.
report-show-first = Show these first
report-claims = Resume claims beside the work
report-mark = Mark
report-resume = Resume
report-work = Work
report-agrees = What agrees or differs
report-portfolio-changes = What to change in the portfolio
report-in-portfolio = In the portfolio

## in a terminal

report-heading-for = { $heading } for { $title }
report-shown-of = { $count } of { $total } shown
report-print-facts = Version { $version }, model { $model }, data { $data }, present month { $month }
report-print-points = Where the points come from: { $title }
report-print-no-skill = No skill was found
report-no-degree = degree not read
report-print-as-read = As read: { $years }
report-hidden-quote = Not seen by people ({ $reason }): { $quote }
report-print-compare = aipm read FILE --compare shows what simple readers get of it.
report-interval = interval { $interval }
report-requirement = Requirement
report-work-described = Work described
# $others are the names of further files.
report-scored-for-with = Scored for { $jobs }, with { $others }
report-open-partly = Partly shown: show the rest.
report-work-lines =
    { $count ->
        [one] Work described in { $count } line, { $measured } with a figure
       *[other] Work described in { $count } lines, { $measured } with a figure
    }
report-work-lines-page =
    { $count ->
        [one] Work described: { $count } line, { $measured } with a figure
       *[other] Work described: { $count } lines, { $measured } with a figure
    }
# Below the first screen of a report in a terminal; --verbose is an option and stays as it is.
report-print-verbose = --verbose shows all of it: { $suggestions } suggestions, { $lines } lines of work, skills and sources.
report-print-verbose-warned = --verbose shows all of it: { $suggestions } suggestions, { $lines } lines of work, what a machine reads, skills and sources.
report-pages =
    { $count ->
        [one] { $count } page
       *[other] { $count } pages
    }

## the report as a page

report-page-title = Resume report: { $name }
report-page-scored-for = Scored for
report-page-note = Note.
report-page-why = Why
report-page-now = Now
report-page-try = Try
report-ledger = Truth ledger
report-ledger-help = Where each suggestion comes from, and what was decided. Only what is true belongs on the page.
report-ledger-nothing = nothing on the page yet
report-ledger-suggestion = Suggestion
report-ledger-sources = Rests on
report-ledger-decision = Decision
report-ledger-more = and { $count } more
report-risks-help = Some programs read a file more simply than this one. This is what they may lose, and what to do about it.
report-hidden-page = Not seen by people ({ $reason }, p. { $page })
# A list of files follows.
report-page-files = Files:
