"""Document -> Outline: sections, jobs with dates, degrees, certificates, projects, contact, passages.

One door: `outline(document, today="YYYY-MM")`. The order of the steps is in `outline.py`; the word lists are
in `data/parsing/`. `section_trail(document)` shows for every line why it is or is no heading.
"""

from analyzer.parsing.headings import LineTrail
from analyzer.parsing.outline import outline, section_trail

__all__ = ["LineTrail", "outline", "section_trail"]
