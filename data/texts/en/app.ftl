### What every page has: the menu, signing in, what is said while files are read, and messages.

## the menu

app-title = Resume review for AI project managers
app-version = Version { $version }. { $advice }
app-page-sign-in = Sign in
app-page-start = Start
app-page-review = Review
app-page-whatif = What if
app-page-career = Career
app-page-candidates = Candidates
app-page-compare = Compare
app-page-market = Market
app-page-about = About

## links to a place in the document

# Read aloud for a link: $words are a piece of the document, $where is like "p. 2".
app-show-place = Show { $words } in the document, { $where }

## while files are read

app-loading = Loading the roles and the model. This takes a few seconds, once.
app-reading-pages = Reading the pages
app-stopped = Stopped
app-done = Done
app-reading = Reading
app-reading-of = Reading { $number } of { $total }
app-no-address = { $address } is no web address. It should start with https://.
app-fetching = Fetching the portfolio

## signing in

app-sign-in-help = This app is for people of your team. Sign in with the account you have there.
app-sign-in-not-set-up = Sign-in is not set up.
app-sign-in-not-set-up-help = The person who runs this app has to name the provider. docs/app.md says how.
app-sign-in-button = Sign in

# The kinds of files that are read as a resume, in one phrase.
app-read-formats = PDF, Word document, OpenDocument, RTF, web page, JSON Resume, Markdown, text, photo or scan
# The kinds of files that postings are taken from.
app-import-kinds = CSV, JSON, JSON Lines, saved web pages, PDF, Word, OpenDocument, RTF, Markdown, text, and zips of them
