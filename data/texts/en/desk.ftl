### The page Candidates, the coach's desk: people, versions, notes, hand-outs, keeping and forgetting; `aipm candidates`.

## one candidate

desk-state-accepted = will do
desk-state-done = done
desk-state-declined = will not do
desk-tab-history = History
desk-tab-resume = Resume
desk-tab-notes = Notes and tags
desk-tab-handout = Hand-out
desk-tab-data = Data
desk-all-candidates = All candidates
desk-not-here = Not here.
desk-fit-for = Fit for
desk-cohort-chip = cohort { $name }
desk-kept-until = kept until { $date }
desk-history-none = No resume yet. Add one below.
desk-score-again = Score again with the present model
desk-scored-again = Scored again; the earlier scores stay beside it.
desk-next-version = Next version: { $formats }
desk-add-version = Add this version
desk-history-version = Version
desk-history-added = Added
desk-history-fit = Fit
desk-history-change = Change
desk-history-moved = What moved
desk-history-file = File
desk-history-label = Versions
desk-history-model = model { $version }
desk-history-earlier-model = an earlier model
desk-history-version-number = version { $number }
desk-history-file-not-kept = (file not kept)
desk-version-short = v{ $number }
desk-history-track = Fit of each version, 0 to 100
desk-resume-label = The resume
desk-resume-text-label = The text of the resume
desk-report-html = Report as a page (HTML)
desk-file-review = { $alias }-review.html
# $alias is how a coach calls a person, like C-0001; $title is a job.
desk-no-report = { $alias } has no report for { $title } yet.
desk-score-for-job = Score for this job
desk-note-in-handout = in the hand-out
desk-remove = Remove
desk-note = A note
desk-note-may-go = It may stand in the hand-out
desk-note-write = Write the note
desk-tags = Tags, with commas
desk-handout-steps = Steps of the plan
desk-handout-notes = Notes
desk-handout-name = Under the name
desk-file-plan = { $alias }-plan
desk-handout-pdf = Hand-out (PDF)
desk-handout-word = Hand-out (Word)
desk-advice-taken = Advice taken
desk-advice-ask = What became of a suggestion?
desk-advice-state = State
desk-advice-remember = Remember
desk-data-other-coach = This candidate is another coach's: you may read, and write notes.
desk-data-export-heading = Everything we keep on this person
desk-data-export-make = Make the export
desk-data-export-download = Download the export (zip)
desk-data-export-place = It is also in { $path }; forgetting the person removes it there.
desk-data-forget-heading = Forget
desk-data-forget-help = Removes the person from the database, its files, exports and backups in the data folder. What you saved elsewhere stays with you.
desk-data-forget-sure = Yes, forget { $alias } for good
desk-data-forget = Forget
desk-portfolio = Portfolio
desk-portfolio-files = Case studies, decks, notebooks
desk-portfolio-keep = Keep these
desk-portfolio-kept = Kept. Score again to read them with the resume.
desk-alias = Alias
desk-name = Name (optional)
desk-keep-until = Keep until (YYYY-MM-DD, or empty)
desk-save = Save

## the list of candidates, and adding

desk-title = Candidates
desk-lead = The people you help, their resumes over time, and what to do next.
# $place is the path of a file, or the address of a database.
desk-kept-in = Kept in { $place }.
desk-tab-people = People
desk-tab-cohort = Cohort
desk-tab-fairness = Fairness
desk-tab-desk = Desk
desk-add = Add resumes
desk-add-score-for = Score for
desk-add-tags = Tags for new candidates, with commas
desk-add-keep-files = Keep the files, so that they can be scored again
desk-add-keep-names = Also keep names beside the aliases
desk-add-help = Each file is one person; a resume with an address that is known becomes their next version.
desk-add-button = Add
desk-from-files = Files
desk-from-folder = A folder
desk-from-batch = A batch run
desk-from = From
desk-from-folder-files = A folder of resumes: { $formats }
desk-from-batch-file = The reports.jsonl that a batch run wrote
desk-from-resumes = Resumes: { $formats }
desk-reading = Reading
desk-reading-of = Reading { $number } of { $total }
desk-outcome-added = added
desk-outcome-new-version = new version of
desk-outcome-known = known already as
desk-outcome-failed = could not be read
desk-outcome-file = File { $number }
desk-find = Find
desk-find-placeholder = alias, name, tag or a word of a note
desk-find-tag = Tag
desk-all = all
desk-find-cohort = Cohort
desk-find-best-first = Best fit first
desk-find-list = Candidates
desk-find-page = Page of { $pages }
desk-find-by-alias = In the order of the aliases.
desk-find-count = { $count } of { $total }. { $order }
desk-find-nobody = Nobody was found.
desk-find-fewer = Try fewer words, or another tag or cohort.
desk-find-empty = Nobody is here yet.
desk-find-empty-add = Add some resumes above: each becomes a candidate with an alias.
desk-open = Open a candidate
desk-compare-choose = Compare 2 to { $most }
desk-compare-these = Compare these
desk-list-candidate = Candidate
desk-list-versions = Versions
desk-list-fit = Fit
desk-list-band = Band
desk-list-tags = Tags
desk-list-lacks = Lacks most
desk-list-next = Most useful next
desk-list-not-scored = not scored
desk-list-no-report = no report for this role
desk-of-coach = of { $coach }

## the desk as a whole: signing in, blind mode

desk-cannot-open = The desk cannot be opened.
desk-sign-in-first = Sign in to open your desk.
desk-sign-in-why = Each coach sees their own candidates, and cohorts that others share.
desk-sign-in = Sign in
desk-sign-in-you = you
desk-signed-in = Signed in as { $who }.
desk-sign-out = Sign out
# $aliases is a list of names that a coach gave.
desk-swept = Kept until a day that is past, and forgotten: { $aliases }.
desk-blind-schools = schools
desk-blind-employers = employers
desk-blind-places = places
desk-blind-pronouns = pronouns
desk-blind-ages = ages and years of study
desk-blind = Blind mode
# Blind mode masks what tells who somebody is.
desk-blind-help = Masks names, contact data, photos, places, pronouns, ages, schools and employers: on the screen, in downloads and on page images.
desk-blind-what = What is masked
desk-blind-show = Show all the same

## the tab Desk of an admin

desk-retention = How long people are kept
desk-retention-help = New candidates are forgotten by themselves after so many days. 0 is without end. Those who are here keep their own date.
desk-retention-days = Days
desk-retention-set = Keep new candidates so long
desk-backup = Backup
desk-backup-help = One file with everything in { $place }. Forgetting a person takes them out of the backups in the data folder. This command brings one back:
desk-backup-command = aipm candidates restore FILE
desk-backup-make = Make a backup
desk-backup-made = Wrote { $path }.
desk-scrub = Take deleted bytes out of the files
desk-scrubbed = { $place } holds nothing that was deleted.
desk-imports-counts = { $read } read, { $known } known before, { $failed } failed
desk-imports-cut-short = cut short; add the same files again, it goes on
desk-imports = Last imports
desk-imports-at = At
desk-imports-what = What
desk-imports-end = How it ended
desk-users = Who works here
desk-users-who = Who
desk-users-as = As
desk-users-coach = Coach
desk-users-coach-as = coach
desk-users-admin-as = admin
desk-users-change = Change
desk-log = Access log
desk-log-help = Who did what to which number; never a word of a resume.
desk-log-at = At (UTC)
desk-log-who = Who
desk-log-what = What
desk-log-number = Number

## choosing a role or an ad

desk-ad = Ad: { $title }
desk-another-ad = Another job ad
desk-another-ad-help = The ad is kept at your desk; scores for it stay apart.
desk-ad-text = Text of the ad
desk-ad-file = Or its file
desk-ad-keep = Keep this ad
desk-ad-name = the ad.txt
desk-posting-find = Or a stored posting: words of its title or company
desk-posting-none = No stored posting has these words. The page Market imports them.
desk-posting = Posting
desk-posting-use = Use this posting
desk-ad-remove = Let go of “{ $title }”
desk-outcomes-added = { $count } added
desk-outcomes-new-version =
    { $count ->
        [one] { $count } new version
       *[other] { $count } new versions
    }
desk-outcomes-known = { $count } known
desk-outcomes-failed = { $count } failed
desk-open-choose = choose
# $counts is a list like "2 versions, 3 notes"
desk-forgot = Forgot { $alias }: { $counts }.
desk-the-file = The file
desk-someone = someone
# Shown as: anna-b: new version.
desk-end-added = added
desk-end-new-version = new version
desk-end-known = known
desk-retention-done =
    { $days ->
        [0] New candidates are kept without end.
        [one] New candidates are kept for { $days } days.
       *[other] New candidates are kept for { $days } days.
    }

## in a terminal, and words for what moved

desk-print-none = No candidate. Add some with `aipm candidates add FILE...`.
desk-print-candidate = candidate
desk-print-versions = versions
desk-print-fit = fit
desk-print-band = band
desk-print-tags = tags
desk-print-next = most useful next
desk-print-no-report = no report
desk-no-change = no change
desk-another-model = (another model)
desk-moved-more = and { $count } more requirements
desk-now-shows = now shows { $skills }
desk-no-longer-shows = no longer shows { $skills }
desk-print-tags-of = tags: { $tags }
desk-print-cohorts-of = cohorts: { $cohorts }
desk-print-version = version
desk-print-added = added
desk-print-change = change
desk-print-model = model
desk-print-file = file
desk-print-moved = What moved in version { $number }
desk-settled =
    { $count ->
        [one] { $count } suggestion settled
       *[other] { $count } suggestions settled
    }
desk-fresh =
    { $count ->
        [one] { $count } new suggestion
       *[other] { $count } new suggestions
    }

## lines of the access log: what was done to what

desk-did-made-cohort = made cohort
desk-did-shared-cohort = shared cohort
desk-did-no-longer-shared-cohort = no longer shared cohort
desk-did-removed-cohort = removed cohort
desk-did-made-coach-user = made coach user
desk-did-made-admin-user = made admin user
desk-did-forgot-candidate = forgot candidate
desk-did-set-retention-settings = set retention settings
desk-did-exported-candidate = exported candidate
desk-did-added-candidate = added candidate
desk-did-changed-candidate = changed candidate
desk-did-noted-candidate = noted candidate
desk-did-added-portfolio-candidate = added portfolio candidate
desk-did-added-version-candidate = added version candidate
desk-did-kept-job-ad = kept job ad
desk-did-opened-candidate = opened candidate
desk-did-compared-candidate = compared candidate

## what was removed with a person

desk-forgot-versions =
    { $count ->
        [one] { $count } version
       *[other] { $count } versions
    }
desk-forgot-files =
    { $count ->
        [one] { $count } file
       *[other] { $count } files
    }
desk-forgot-exports =
    { $count ->
        [one] { $count } export
       *[other] { $count } exports
    }
desk-forgot-backups =
    { $count ->
        [one] { $count } backup
       *[other] { $count } backups
    }
# The one user of a desk without sign-in.
desk-users-local = local
desk-imports-files =
    { $count ->
        [one] { $count } file
       *[other] { $count } files
    }
# Read aloud for the image of a page of a candidate's resume.
desk-page = { $alias }, page { $number }
