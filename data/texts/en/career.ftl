### The page Career and `aipm roadmap`, `aipm interview`, `aipm versions`: the ladder, what to build, the plan.

career-ladder-role = Role
career-ladder-fit = Fit
career-ladder-depth = Depth not shown
career-ladder-years = Years
career-ladder-level = Level
career-empty = No career to plan yet.
career-empty-help = Review a resume first; then see the way to a role here.
career-choose-resume = Choose a resume
career-title = The way to { $role }
career-tab-ladder = Ladder
career-tab-build = Build next
career-tab-plan = Ninety days
career-tab-interview = Interview
career-depth-none = Nothing of the role's depth is missing.
career-ladder-label = Career ladder, scrolls sideways
career-depth-help = Depth not shown: the share of what the role asks that no line proves yet.
career-depth-heading = What the role asks for and the resume does not show
career-within-reach = ✓ within reach
career-next-role = next realistic role
career-your-target = your target
career-not-scored = not scored
career-level-above = above the resume
career-level-fits = fits
career-level-below = below the resume
career-along-heading = Along the way, for you
career-stand-out-heading = How to stand out
career-item-how = How
career-plan-first-day = First day
career-plan-hours = Hours a week
career-plan-stage = To day { $day }
career-plan-json = Roadmap and plan (JSON)
career-file-json = { $stem }-roadmap.json
career-plan-text = Roadmap and plan (text)
career-file-text = { $stem }-roadmap.txt
career-plan-alone = { $title }. Points are measured for each task alone; two that show the same bring them once.
career-story-number = story { $number }
career-story-where = Where: { $where }
# $stories is a list like "story 1, story 3".
career-answer-with = Answer with { $stories }.
career-answer-none = No story yet: prepare one.
# $part is a part of a story, like "Result".
career-answer-missing = { $part } is missing:
career-interview-questions = Likely questions
career-interview-stories = Your stories
career-interview-no-stories = We found no line that tells a story yet.
career-interview-ask = To ask them

## in a terminal and to take along

career-print-title = Roadmap to { $role }
career-print-ladder = The ladder
career-print-along = Along the way
career-check = Certificates, prices and hours change: check each with its issuer before you pay.
career-projects = Points of a project are what its line would show at least: described work, without a result. A reader may count a project of your own less than work in a job.
career-next-none = Every role of the library is within reach.
career-group-projects = Projects of your own, the most points for the hours first
career-group-courses = Courses
career-group-certificates = Certificates
career-plan-title = Ninety days from { $day }, { $hours } hours a week
career-print-habit = { $title }: { $text } Why: { $because }
career-print-head-role = role
career-print-head-score = score
career-print-head-depth = depth not shown
career-print-head-years = years
career-print-head-level = level
career-print-interview = Interview: { $role }
career-answer-missing-question = { $part } is missing: { $question }
career-versions-figures = Lines with a figure: { $before } → { $after }
career-versions-moved = What moved the score
career-versions-better = Got better
career-versions-worse = Got worse
career-versions-skills = Skills shown otherwise
career-versions-done = Suggestions that were done
career-versions-new = New suggestions
career-versions-open = Still open
career-print-more = and { $count } more
# What usually bridges the step to the next role.
career-next = Next realistic role: { $role } ({ $score }).
career-next-bridge = What usually bridges the step: { $bridge }.
# Like "Risk and issue management: aware, asked: lead".
career-gap = { $name }: { $shown }, asked: { $asked }
career-gap-must = { $name }: { $shown }, asked: { $asked }, a must
career-gap-none = none
# $assumes says on what the points rest, like "once you hold it".
career-item-points = At least { $points } { $assumes }, about { $hours } hours
career-item-course = About { $hours } hours; { $assumes }
career-item-hours = About { $hours } hours
career-day =
    { $day } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    } { $year }
career-day-short =
    { $day } { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    }
