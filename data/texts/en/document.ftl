### The document beside the findings, and the tab about what a machine reads.

## the pages with their marks

document-mark-achievement = results
document-mark-skill = skills
document-mark-flaw = to change
document-mark-aside = set aside
document-mark-result = Result: { $figures }
document-marks = Marks on the page
document-label = The document with marks
document-back = Back to the findings
document-see-machine = The tab “What a machine reads” shows what simple readers get.
document-page-not-drawn = Page { $number } cannot be drawn; its text was read.
document-page = Page { $number } of { $name }
document-hidden = Not seen by people: { $reason }

## the tab

document-set-aside = Found and set aside
document-page-short = p. { $number }
document-text-in-order = The text, in the order a person reads it
document-text-label = The text of { $name }
document-no-risk = ✓ Nothing in this file is likely to be lost.
document-risk-show = show
document-risk-show-label = Show the place: { $message }
document-risk-try = Try
document-beside = Beside a simple reader
document-beside-help = Many programs read a file more simply: row by row across the page, or in the order the file stores it. See what they get of yours.
document-beside-button = Show both texts
document-beside-reading = Reading it simply
document-beside-file = File
document-beside-stopped = The texts could not be compared: the file stopped its reader.
document-beside-alike = Every program reads this format alike. Nothing is lost.
document-beside-how = How the simple reader goes
document-beside-words = words
document-beside-lacks = the other text does not have
document-beside-ours = Ours
document-beside-simple = Simple, { $method }
document-more-lines = { $count } more lines.
document-pages-not-drawn =
    { $count ->
        [one] { $count } more page is read but not drawn.
       *[other] { $count } more pages are read but not drawn.
    }
# Under the name of a file without pages, such as a text.
document-facts = { $words } words, { $format }
document-facts-pages =
    { $pages ->
        [one] { $pages } page, { $words } words, { $format }
       *[other] { $pages } pages, { $words } words, { $format }
    }
