## portfolio

portfolio-none = No project was found in what you gave.
portfolio-none-help = A page for each project helps: the problem, your part, and what came of it.
portfolio-show-first = Show these first for this job
portfolio-claims = Resume claims beside the work
portfolio-claims-label = Claims beside the work
portfolio-more = { $count } more
portfolio-claims-more-label = More claims beside the work
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
