### What the app, the terminal and every report call the same thing.

words-advice = Advice for the candidate and their coach, not a hiring decision. It reads the words in the files and nothing else about the person.
words-coaching = Ordered by fit so that a coach sees who needs which help next: for coaching, not for hiring.
words-far = The resume tells of another line of work, or of a step far from this job. “Career” in the app and aipm roadmap in the terminal name the nearest role.
words-interval-help = The interval says how sure we are: nine times in ten, careful readers would score inside it.
words-met-evidenced = shown
words-met-partly = partly shown
words-met-claimed = claimed only
words-met-missing = not found
words-met-unknown = could not tell
words-strength-e1 = listed only
words-strength-e2 = course or certificate
words-strength-e3 = used in described work
words-strength-e4 = with a result or scope
words-strength-e5 = led, with results
words-other-terms = not on our list, not scored
words-importance-required = Required
words-importance-preferred = Preferred
words-importance-responsibility = The work itself
words-kind-rephrase = reword
words-kind-add-fact = add a fact
words-kind-build = build evidence
words-level-under = the job asks for more seniority than the resume shows
words-level-at = the seniority the job asks for
words-level-over = more seniority than the job asks for
words-competency-0 = not shown
words-competency-1 = aware
words-competency-2 = contributor
words-competency-3 = lead
words-competency-4 = strategic
words-certification-held = held
words-certification-in-progress = in progress, not held yet
words-certification-expired = expired
words-certification-planned = planned, not held yet
words-no-difference = too close to tell
words-interval-wide = This one is wide: go by what is shown and what is missing, more than by the number.
words-thinly = “Shown, thinly”: a line proves it, but little. A line with a result, or a second one, proves more.
# Points of a requirement: of the most it could bring.
words-points-of = { $points } of { $most }
words-explain-no-requirement = The job names no requirement that can be scored. The score rests on experience and level.
words-explain-set-aside = Text that gains nothing was set aside.
words-explain-own-weights = Own weights were used: { $weights }; the rest 1. The interval is that of the learned ones.
words-gain-under-one = under 1 more point
words-same-score = reads better, same score
# The page of a quote, as short as it can be.
words-place = p. { $page }
# Like "lead (3 of 4)".
words-competency-level = { $level } ({ $number } of { $most })
words-years-unknown = could not tell the years of experience
words-band-little-overlap = little overlap
words-band-weak = weak
words-band-partial = partial
words-band-good = good
words-band-strong = strong
words-severity-critical = critical
words-severity-high = high
words-severity-medium = medium
words-severity-low = low
words-severity-info = info
words-level-fit-under = under
words-level-fit-at = at
words-level-fit-over = over
# After how a requirement is met: "shown, thinly".
words-met-thinly = { $word }, thinly
words-not-scored = Not scored: { $reason }
words-no-reason = no reason was given
# Like "68, good, interval 61-74".
words-headline = { $score }, { $band }, interval { $interval }
words-explain-too-little = There is too little to score
words-shown-required = Shows { $count } of { $total } requirements.
# $best is a list of quotes.
words-shown-required-best = Shows { $count } of { $total } requirements, best { $best }.
words-shown-asked = Shows { $count } of { $total } things asked for.
words-shown-asked-best = Shows { $count } of { $total } things asked for, best { $best }.
# $gaps is a list of quotes, each with how it is met in brackets.
words-gaps =
    { $count ->
        [one] Biggest gap: { $gaps }.
       *[other] Biggest gaps: { $gaps }.
    }
words-gain =
    { $points ->
        [one] about { $points } more point
       *[other] about { $points } more points
    }
words-years =
    { $years ->
        [one] { $years } year of experience
       *[other] { $years } years of experience
    }
words-period = { $start } to { $end }
# The end of a job that goes on.
words-present = present
words-list = { $others } and { $last }
words-target-role = { $title } (a typical role)
words-target-ad = { $title } (from { $source })
# Above the changes to make first; there are as many as $count.
words-first =
    { $count ->
        [0] Nothing to change was found
        [1] Do this first
        [2] Do these two first
        [3] Do these three first
       *[other] Do these first
    }
# All changes that are listed bring points.
words-together-all =
    { $count ->
        [2] Both together: at least { $points } more points.
        [3] All three together: at least { $points } more points.
       *[other] All { $count } together: at least { $points } more points.
    }
# Some of the changes that are listed bring points.
words-together-some =
    { $count ->
        [2] The two that bring points together: at least { $points } more points.
        [3] The three that bring points together: at least { $points } more points.
       *[other] The { $count } that bring points together: at least { $points } more points.
    }
words-together-same = Alone they add up to { $sum }: two of them show the same.
words-together-more = Alone they add up to { $sum }: one makes the others count more.
words-decision-open = open
words-decision-accepted = accepted
words-decision-declined = declined
# Where a job is from that is no ad.
words-role-library = role library
words-clears = { $counted ->
    [snapshot] clears { $after } of the snapshot's { $count } postings, now { $before }
    [sample] clears { $after } of { $count } postings counted, now { $before }
   *[own] clears { $after } of your { $count } postings, now { $before }
}
words-clears-none = { $counted ->
    [snapshot] clears no more of the snapshot's { $count } postings, now { $before }
    [sample] clears no more of { $count } postings counted, now { $before }
   *[own] clears no more of your { $count } postings, now { $before }
}
