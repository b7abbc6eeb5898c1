"""Values as cells of a table that a spreadsheet opens: a text is always a text, never a formula."""

from analyzer.reports import words

#: A spreadsheet reads a cell that starts so as a formula (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value: object) -> object:
    """The value as it may stand in a cell: texts on one line and unable to act, nothing as an empty text."""
    if not isinstance(value, str):
        return "" if value is None else value
    text = words.clean(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
