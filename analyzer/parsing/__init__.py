"""Document -> Outline: sections, jobs with dates, degrees, certificates, projects, contact, passages.

One door: `outline(document, today="YYYY-MM")`. The order of the steps is in `outline.py`; the word lists are
in `data/parsing/`.
"""

from analyzer.parsing.outline import outline

__all__ = ["outline"]
