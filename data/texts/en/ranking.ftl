### The ranking of a batch, in a terminal and as a page.

ranking-fit = fit
ranking-interval = interval
ranking-band = band
ranking-file = file
ranking-gap = biggest gap
ranking-not-scored = Not scored
ranking-failed = Could not be read
ranking-same-bytes = same as
ranking-same-text = same text as
ranking-same-person = same person as
ranking-file-same = { $file } ({ $same } { $other })

## the page of a batch

# $files is $count with its separators, for example 1,234.
ranking-counts =
    { $count ->
        [one] { $files } resume shown, { $failed } could not be read
       *[other] { $files } resumes shown, { $failed } could not be read
    }
ranking-title = Ranking
ranking-first = The first { $count }; { $more } more are in ranking.csv.
ranking-for = Ranking for { $job }
ranking-candidate = Candidate
ranking-gaps = Biggest gaps
ranking-change = First change
ranking-head-fit = Fit
ranking-head-interval = Interval
