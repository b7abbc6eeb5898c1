### The tab Portfolio of the review, `aipm portfolio`, and the portfolio in every report.

portfolio-none = No project was found in what you gave.
portfolio-none-help = A page for each project helps: the problem, your part, and what came of it.
portfolio-show-first = Show these first for this job
portfolio-claims = Resume claims beside the work
portfolio-claims-label = Claims beside the work
portfolio-more = { $count } more
portfolio-claims-more-label = More claims beside the work
# Opens a list.
portfolio-claims-silent = { $count } claims of which the work does not speak
portfolio-claims-mark = Mark
portfolio-claims-resume = The resume says
portfolio-claims-work = The work says
portfolio-claims-resume-short = Resume
portfolio-claims-work-short = Work
portfolio-unsaid = Skills to name on the resume
portfolio-project-run = How it was run:
portfolio-project-shows = Shows:
portfolio-project-untold = Still to tell:
portfolio-project-pages = What its pages tell
portfolio-cycle-told = : told
portfolio-cycle-not-told = : not told
portfolio-change-why = Why, and how
portfolio-changes = What to change in the portfolio
portfolio-case-study = A case study of “{ $title }” in your own words
portfolio-case-study-help = Your sentences, and open slots in brackets for what your pages do not tell yet.

## facts of projects and claims

portfolio-mark-backed = backed
portfolio-mark-partly = partly backed
portfolio-mark-silent = silent
portfolio-mark-contradicted = does not agree
portfolio-silent = Silent lowers nothing: most work belongs to employers and cannot be shown.
portfolio-backed = The score is that of the resume; a backed skill counts one step more.
portfolio-unsaid-help = Only your work shows these. They count when the resume names them, where you used them.
portfolio-part-responsible-ai = responsible AI
portfolio-kind-repository = repository
portfolio-kind-case-study = case study
portfolio-kind-documents = documents
portfolio-kind-deck = deck
portfolio-kind-notebook = notebook
portfolio-kind-listed = listed project
portfolio-place-resume = resume
portfolio-place-page = { $name }, p. { $page }
portfolio-role = role: { $role }
portfolio-team = team: { $team }
portfolio-cover-cycle = AI life cycle
portfolio-cover-managed = managed
portfolio-cover-untold = still to tell

## in a terminal and in Markdown

portfolio-print-more = and { $count } more
portfolio-print-show-first = Show these first
portfolio-print-case-study = A case study of { $title } in your own words
portfolio-print-unsaid = To name on the resume: { $names }.
portfolio-try = Try: { $text }
portfolio-print-for = For { $title }
portfolio-print-verbose = --verbose shows all of it, with a case study in your own words.
portfolio-part-data = data
portfolio-part-model = model
portfolio-part-evaluation = evaluation
portfolio-part-deployment = deployment
portfolio-part-monitoring = monitoring
portfolio-documents = { $count } documents of the portfolio
portfolio-commits =
    { $count ->
        [one] { $count } commit
       *[other] { $count } commits
    }
# $commits is portfolio-commits.
portfolio-commits-own = { $commits }, { $own } yours
portfolio-tests = { $count } tests
portfolio-cover-parts = { $parts } ({ $count } of { $total })
portfolio-heading =
    { $count ->
        [one] Portfolio: { $count } project
       *[other] Portfolio: { $count } projects
    }
portfolio-print-note = Note
portfolio-page-both = Resume and work
