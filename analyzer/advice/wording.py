"""How findings are worded: quotes that read well, lists that stay short, lines with an open slot.

A slot stands in square brackets and asks for a fact that only the person knows. Nothing here writes a figure.
"""

import re
from collections.abc import Sequence

from analyzer.language.actions import verb_form, verb_forms
from analyzer.records import Position

#: Most words of a line that a message quotes, and most characters of a title or a requirement.
_OPENING_WORDS = 7
_TITLE_WIDTH = 60
_REQUIREMENT_WIDTH = 100
_LABEL_WIDTH = 50

#: Words that may not end a shortened quote.
_DANGLING = re.compile(
    r"(?:[\s,;:(–-]+(?:an?|about|across|after|and|as|at|before|between|by|for|from|in|into|of|on|or|our|over|that|the|"
    r"their|to|under|using|via|when|where|which|while|who|with|within))*[\s,;:(–-]*$"
)
#: Openings that join a fragment to the words before it ("with scheduling tools" -> "scheduling tools").
_JOINT = re.compile(r"^(?:(?:and|or|plus|with|including|also|as well as)\s+)+", re.IGNORECASE)
#: Sentence ends of a line: the slot goes before them.
_END = re.compile(r"[\s.;,]+$")


def flat(text: str) -> str:
    """A line of a page as one line: breaks and runs of spaces become one space."""
    return " ".join(text.split())


def opening(text: str) -> str:
    """The first words of a line in quotation marks, enough to find it: “Launched an assistant for the …”."""
    return f"“{first_words(text)}”"


def first_words(text: str) -> str:
    """The first words of a line, with “…” where it goes on."""
    words = flat(text).split()
    if len(words) <= _OPENING_WORDS + 2:
        return _END.sub("", " ".join(words))
    return f"{_DANGLING.sub('', ' '.join(words[:_OPENING_WORDS]))} …"


def shortened(text: str, width: int) -> str:
    """At most `width` characters, cut after a whole word with “…”."""
    text = flat(text).strip(" .;,")
    if len(text) <= width:
        return text
    cut = text[: text.rfind(" ", 0, width)] if " " in text[:width] else text[:width]
    return f"{_DANGLING.sub('', cut)} …"


def requirement_quote(text: str) -> str:
    """A requirement in quotation marks, also when it is a fragment of a sentence.

    “with scheduling tools” loses its joining word; “at least one of which shipped” begins with “…”.
    """
    text = flat(text)
    rest = _JOINT.sub("", text, count=1)
    fragment = re.match(r"(?:at least|of which|which|who|that)\b", rest)
    return f"“{'… ' if fragment else ''}{shortened(rest, _REQUIREMENT_WIDTH)}”"


def requirement_label(text: str) -> str:
    """A requirement in a few of its own words, for lists."""
    return shortened(_JOINT.sub("", flat(text), count=1), _LABEL_WIDTH)


def position_name(position: Position) -> str:
    """What a job is called, in quotation marks."""
    return f"“{shortened(position.title or position.organization or 'this role', _TITLE_WIDTH)}”"


def listed(words: Sequence[str], most: int = 4) -> str:
    """Different words in quotation marks: “various”, “several” and 2 more."""
    different = list({word.casefold(): word for word in reversed(words)}.values())[::-1]
    shown = [f"“{flat(word)}”" for word in different[:most]]
    rest = len(different) - len(shown)
    if rest:
        return f"{', '.join(shown)} and {rest} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def counted(number: int, thing: str) -> str:
    """“1 line”, “3 lines”."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def with_slot(text: str, slot: str) -> str:
    """The line with an open slot at its end: “Ran the pilot; [what changed]”."""
    return f"{_END.sub('', flat(text))}; {slot}."


def past_of(lemma: str) -> str:
    """The past form of a verb: "write" -> "wrote"."""
    return next(
        (form for form in verb_forms(lemma) if (known := verb_form(form)) and known.tense == "past"), lemma
    )
