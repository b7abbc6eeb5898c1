### What `aipm roles`, `aipm rules`, `aipm rule` and `aipm skills` print.

lists-id = id
lists-level = level
lists-years = years
lists-title = title
lists-up-to = up to { $years }
lists-rule = rule
lists-severity = severity
lists-finds = what it finds
lists-why = Why
lists-instead = Instead of
lists-try = Try
lists-source = Source
lists-source-basis = { $source } (basis: { $basis })
lists-skill = skill
lists-kind = kind
lists-written = also written
