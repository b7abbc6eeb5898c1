### The page What if, and `aipm whatif`.

whatif-empty = Nothing to try yet.
whatif-empty-help = Review a resume first; then try changes here before you make them.
whatif-choose-resume = Choose a resume
whatif-title = What if?
whatif-lead = Try changes and see the exact new score, read and scored like a file. Your file stays as it is. Write only what is true.
whatif-suggestions = Suggestions
whatif-suggestions-none = No suggestion changes a line of this resume. Edit or add one below.
whatif-suggestions-alone = Points beside a suggestion are measured alone. Two may show the same, so the result at the side can be less than their sum, or more.
whatif-now = Now
whatif-try = Try
whatif-facts-optional = Without your facts the line is only reworded.
whatif-facts-needed = Fill in your facts, and the score follows.
whatif-own = Your own changes
whatif-kind-change = Edit or remove a line
whatif-kind-add = Add a line
whatif-kind-certificate = Add a certificate
whatif-kind-show = If a line showed a skill
whatif-kind = What do you want to try?
whatif-change-none = No line of work was found to edit.
whatif-change-line = Line
whatif-change-words = New words
whatif-change-try = Try these words
whatif-change-remove = Try without this line
whatif-add-none = No job was found to which a line could be added.
whatif-add-this-job = this job
whatif-add-under = Under
whatif-add-line = Line
whatif-add-placeholder = What you did, with what, and what changed
whatif-add-try = Try this line
whatif-certificate = Certificate and year
whatif-certificate-placeholder = PMI-CPMAI, 2026
whatif-certificate-try = Try this certificate
whatif-show = Skill
whatif-show-placeholder = MLOps
whatif-show-help = What it would be worth if a line showed it at work. It has to be true.
whatif-show-try = Try this skill
whatif-take-back = Take back
whatif-said-change = Changed to
whatif-said-remove = Without
whatif-said-add = Added
whatif-said-certificate = Certificate
whatif-said-show = If shown
whatif-steps = Changes, one after the other
# Read aloud for the arrow between two scores.
whatif-score-spoken = From { $before } to { $after }: { $change }
whatif-moved-parts = Where the points come from
whatif-moved-requirements = Requirements met otherwise
whatif-moved-skills = Skills shown otherwise
whatif-take-along = Take it along
whatif-download-text = Changed text
whatif-file-text = { $stem }-changed.txt
whatif-download-json = Result and truth ledger (JSON)
whatif-download-report = Report with the truth ledger (PDF)
whatif-file-report = { $stem }-report.pdf
whatif-file-json = { $stem }-whatif.json

## in a terminal, and words for changes

whatif-no-next-band = There is no next band: the score is in the highest one, or there is none.
whatif-assumed = Part of this rests on lines that are not written yet. Write only what is true.
whatif-no-score = No score: { $reason }
whatif-no-change = no change
whatif-print-requirements = Requirements that are met otherwise
whatif-print-skills = Skills that are shown otherwise
whatif-not-named = not named
whatif-print-try = Try: { $text }
whatif-path-more = More is needed than the lines at hand: see the roadmap (page Career, or aipm roadmap).
whatif-path-points = Points are at least these. Each is measured on top of those before it, so they add up; alone a change may bring more or less. Write only what is true.
whatif-more =
    { $points ->
        [one] { $points } point more
       *[other] { $points } points more
    }
whatif-less =
    { $points ->
        [one] { $points } point less
       *[other] { $points } points less
    }
whatif-path-changes =
    { $count ->
        [one] { $count } change
       *[other] { $count } changes
    }
whatif-path-points-count =
    { $points ->
        [one] { $points } point
       *[other] { $points } points
    }
# $count is like "3 changes", $points like "5.8 points", $band a band of the score.
whatif-path-shortest = The shortest way to “{ $band }”: { $count }, { $points } ({ $needs } needed)
whatif-path-short = A short way to “{ $band }”: { $count }, { $points } ({ $needs } needed)
whatif-path-part = On the way to “{ $band }”: { $count } that we found, { $points } of the { $needs } needed
whatif-path-none = “{ $band }” is { $needs } points away, and we found no line to change for it
whatif-path-proven = No smaller set of our suggestions gets there; things still to be done count first.
whatif-path-not-proven = Too many sets were possible to try them all: a shorter way may exist.
