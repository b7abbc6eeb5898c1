### The page Compare, `aipm compare`, and the page and tables to take along.

compare-from-desk = Candidates of the desk
compare-from-files = Files
compare-title = Compare people for one job
compare-lead = For coaches: who shows what, and who needs which help next.
compare-role-or-ad = Role or job ad
compare-choose-two = Choose two or more candidates. Add some on the page Candidates first.
compare-scoring = Scoring who has no fit for this job yet
compare-not-compared = Not compared
compare-score-again = Score them again with the present model
compare-choose = Candidates, 2 to { $most }
compare-more-candidates = The first { $count } of { $total }; the page Candidates finds everyone and brings them here.
compare-scoring-one = Scoring { $alias }
compare-add-files = Add two or more resumes. Each is read on its own; a bad file stops no other.
compare-resume-number = Resume { $number }
compare-files = Resumes: { $formats }
compare-role = Role
compare-ad-instead = A job ad instead
compare-ad-text = Text of the ad
compare-too-many = Up to { $most } at once. For more, use aipm batch on a folder.
compare-act = Compare
compare-pasted-ad = pasted-ad.txt
compare-open-review = Open one person's review:
compare-review = Review { $letter }

## people side by side

compare-for = For { $title }
compare-label = Comparison
compare-asked = What the job asks for
compare-asked-help = Open a mark to read the words behind it.
compare-only-apart = Only what sets them apart
compare-requirements = Requirements
compare-following = Achievements and what to do next
compare-following-label = Next
compare-scrolls = { $label }, scrolls sideways
compare-no-edit = Nobody is a single measured edit from the next band.
compare-what = What
compare-place = Place
compare-fit = Fit
compare-seniority = Seniority
compare-experience = Experience
compare-edit = One edit away
compare-no-score = no score
compare-of-hundred = { $headline }, of 100
compare-could-not-tell = could not tell
compare-years = { $years } years
compare-edit-too-far = { $band } is { $points } points away; no single change is enough
compare-competency = Competency
compare-map = Competencies, all on one map
compare-competencies = Competencies
compare-depth-asked = asked
compare-with-figure = With a figure
compare-lacks = Lacks most
compare-gains = Gains most from
compare-count = { $count } of { $total }
compare-lacks-nothing = nothing that was asked
compare-download-html = Take this along as a page (HTML)
compare-download-xlsx = As a workbook (XLSX)
compare-download-json = As data (JSON)
compare-download-text = As plain text
compare-file = comparison.{ $ending }
compare-failed =
    { $count ->
        [one] 1 file could not be compared
       *[other] { $count } files could not be compared
    }
# Why a file could not be read, where its name is masked.
compare-a-file = A file: { $reason }
compare-the-file = the file
# After the letter of a person, in bold.
compare-one-edit = is one edit from { $band }, { $points } points away
compare-map-help = Each letter stands at the level that is shown.
compare-map-help-asked = Each letter stands at the level that is shown; the frame is the level that the role asks for.

## in a terminal and to take along

compare-nothing = There is nothing to compare. Name at least one resume.
compare-different-jobs = The reports are for different jobs. Analyse everyone for the same role or job ad.
compare-by-model = { $letters } by model { $version }
# $models is a list like "A and B by model 3".
compare-several-models = Scored by several models: { $models }. Score again before you compare.
compare-print-place = place
compare-print-fit = fit
compare-print-interval = interval
compare-print-band = band
compare-print-level = level
compare-print-file = file
# $letter stands for a person, $band is the next band of the score.
compare-nearest = { $letter } is one edit from { $band }, { $points } points away
compare-print-partly = partly shown or claimed only
compare-print-figure = with a figure
compare-print-example = for example
compare-print-none = none
compare-achievements = Achievements
compare-print-following = Lacks most and gains most from

## places

compare-places = { $first } to { $last }
compare-lacks-most = lacks most: { $lacks }
# $band is the next band, $message what to change.
compare-edit-text = One edit from { $band } ({ $points } points away): { $message }

## the page to take along

compare-page-title = Comparison: { $title }
compare-page-resumes =
    { $count ->
        [one] { $count } resume, by fit
       *[other] { $count } resumes, by fit
    }
compare-page-level = Level
# After the name of the next band, in bold.
compare-page-away = is { $points } points away
compare-page-map-help = Each letter stands at the level that the documents show; the frame is the level the role asks for.
