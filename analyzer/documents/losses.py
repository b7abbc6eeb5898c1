"""Two texts of one file, ours and that of a simple reader -> what the simple one loses, counted.

Words are compared as a search would find them, lines by their letters alone: so a line whose words are glued
together still stands in its place, and only its words are lost.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator

from analyzer.documents.links import link_target
from analyzer.documents.pair import LEAST_LETTERS, WORD, Pair, Place, letters_of, lines_of
from analyzer.records import Change, Loss, LossKind, Outline, Position, SimpleReading, SimpleText

#: Longer texts (characters) are no resume and are not compared: the time of it grows faster than they do.
_LONGEST = 100_000
#: Letters of glued words in which parts are looked for; a resume that is glued throughout has 5,000.
_MOST_GLUED = 20_000
#: Examples shown of one kind of loss.
_EXAMPLES = 5
#: Words that a reader may glue into one, at most.
_GLUED = 14
#: Letters of the longest word that is looked for in parts.
_LONGEST_WORD = 60
#: Pieces of one word that is read in pieces, at most.
_PIECES = 24
#: A line that is torn is looked for by this many of its first letters, to say under which heading it stands.
_START_OF_LINE = 10
#: Letters that may stand between a position and its dates: a place, a divider, the rest of the header.
_NEAR = 24

#: A word that a hyphen at the end of a line divides; PDFium writes U+FFFE or U+0002 for the hyphen.
_CUT = re.compile(
    "(?<![^\\W\\d_])([^\\W\\d_]{2,})"
    "(?:-[ \\t]*\r?\\n[ \\t]*|[\u00ad\ufffe\x02][ \\t]*\r?\\n?[ \\t]*)"
    "([^\\W\\d_]{2,})"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def compare(
    ours: str, simple: str, outline: Outline | None = None
) -> tuple[tuple[Loss, ...], tuple[Change, ...]]:
    """What `simple` loses of `ours`, the worst kinds first, and the slices of ours that it concerns.

    With the outline of ours also: headings that lose their lines, dates that lose their position, and how to
    reach the person. Equal texts lose nothing; texts of more than 100,000 characters are not compared.
    """
    if max(len(ours), len(simple)) > _LONGEST:
        return (), ()
    pair = Pair(ours, simple)
    found = [*_layout(pair, outline), *_words(pair)]
    if outline is not None:
        found += _contact(pair, outline)
    losses = sorted(
        (loss for loss in found if loss is not None), key=lambda loss: (-loss.count / loss.of, loss.kind)
    )
    return tuple(losses), tuple(_changes(pair))


def layout_losses(ours: str, simple: str, outline: Outline) -> tuple[Loss, ...]:
    """The part of it that reading in another order costs: lines, headings and dates. Takes a millisecond."""
    if len(ours) > _LONGEST:
        return ()
    return tuple(loss for loss in _layout(Pair(ours, simple), outline) if loss is not None)


def _layout(pair: Pair, outline: Outline | None) -> list[Loss | None]:
    return [_order(pair), *([_headings(pair, outline), _dates(pair, outline)] if outline is not None else [])]


def strange_words(ours: str, simple: str) -> tuple[tuple[int, int], ...]:
    """Slices of the words of a simple text that ours does not have, or not as often."""
    pair = Pair(simple, ours)
    return tuple(pair.words[number][1] for number in pair.lost)


def simple_reading(ours: str, simple: SimpleText, outline: Outline | None = None) -> SimpleReading:
    """A simple text beside ours with all that it loses; a reader that got nothing is not measured."""
    if simple.problem or max(len(ours), len(simple.text)) > _LONGEST:
        return SimpleReading(simple)
    losses, changes = compare(ours, simple.text, outline)
    letters = letters_of(ours)
    mixed = (
        (start, end)
        for start, end in lines_of(simple.text)
        if letters_of(simple.text[start:end]) not in letters
    )
    return SimpleReading(simple, losses, changes, strange_words(ours, simple.text), tuple(mixed))


def order_share(ours: str, simple: str) -> float:
    """The share (0 to 1) of our lines that stand in another order, or torn apart, in a simple text."""
    if max(len(ours), len(simple)) > _LONGEST:
        return 0.0
    places = Pair(ours, simple).places
    return sum(place.changed for place in places) / len(places) if places else 0.0


# --- measures -------------------------------------------------------------------------------------------


def _order(pair: Pair) -> Loss | None:
    changed = [place for place in pair.places if place.changed and not _is_gone(pair, place)]
    shown = [pair.ours[place.start : place.end] for place in changed]
    message = f"{_of(len(changed), len(pair.places), 'line')} in another order or torn apart"
    return _loss("order", len(changed), len(pair.places), message, shown)


def _is_gone(pair: Pair, place: Place) -> bool:
    """None of the words of a line are in the simple text: it is lost and not moved."""
    if place.at is not None:
        return False
    first = bisect_left(pair.words, place.start, key=lambda word: word[1][0])
    last = bisect_left(pair.words, place.end, key=lambda word: word[1][0])
    return last > first and bisect_left(pair.lost, last) - bisect_left(pair.lost, first) == last - first


def _words(pair: Pair) -> Iterator[Loss | None]:
    """Lost words, parted by what became of them: glued to others, spaced out, cut at a line end, or gone."""
    glued = list(_glued(pair))
    taken = {number for run in glued for number in run}
    longest_first = sorted(glued, key=len, reverse=True)
    shown = [pair.ours[pair.words[run[0]][1][0] : pair.words[run[-1]][1][1]] for run in longest_first]
    total = len(pair.words)
    yield _loss("glued", len(taken), total, f"{_of(len(taken), total, 'word')} glued to the next one", shown)

    spaced = _piecewise(pair)
    cut = {letters_of(match[1] + match[2]) for match in _CUT.finditer(pair.simple)}
    found: dict[str, list[str]] = {"spaced": [], "cut": [], "words": []}
    for number in pair.lost:
        if number in taken:
            continue
        word, (start, end) = pair.words[number]
        letters = letters_of(word)
        kind = "words"
        if _is_cut(letters, cut):
            kind = "cut"
        elif letters in spaced:
            kind = "spaced"
        found[kind].append(pair.ours[start:end])
    says = {
        "spaced": "read in pieces",
        "cut": "cut in two at the end of a line",
        "words": "lost",
    }
    for kind, shown in found.items():
        message = f"{_of(len(shown), total, 'word')} {says[kind]}"
        yield _loss(kind, len(shown), total, message, shown)  # type: ignore[arg-type]


def _is_cut(letters: str, cut: set[str]) -> bool:
    """A word that is cut, or that has a part that is: "open-source"."""
    short = len(letters) <= _LONGEST_WORD
    return short and any(letters[:at] in cut or letters[at:] in cut for at in range(len(letters) + 1))


def _piecewise(pair: Pair) -> set[str]:
    """What short pieces in a row give together in the simple text: "E X P E R", "CERT I F ICAT IONS"."""
    pieces = [letters_of(match[0]) for match in WORD.finditer(pair.simple)]
    wanted = {letters_of(pair.words[number][0]) for number in pair.lost}
    begun = {word[:length] for word in wanted for length in range(1, min(len(word), _LONGEST_WORD) + 1)}
    found = set()
    for first in range(len(pieces)):
        letters = pieces[first]
        for piece in pieces[first + 1 : first + _PIECES]:
            letters += piece
            if letters not in begun:
                break
            if letters in wanted:
                found.add(letters)
    return found


def _glued(pair: Pair) -> Iterator[range]:
    """Runs of our words that stand as one word in the simple text and not in ours."""
    ours = {word for word, _ in pair.words}
    strange = {letters_of(word) for word in pair.simple_words if word not in ours}
    longest = max(map(len, strange), default=0)
    lost = set(pair.lost)
    whole = "\n".join(sorted(strange))[:_MOST_GLUED]
    taken = -1
    for number in range(len(pair.words)):
        if number not in lost or number <= taken:
            continue
        run = _glued_run(pair, number, strange, longest) or _glued_part(pair, number, lost, whole)
        if run is not None:
            taken = run[-1]
            yield run


def _glued_run(pair: Pair, number: int, strange: set[str], longest: int) -> range | None:
    """The longest run from word `number` on whose letters together are a strange word."""
    letters = ""
    found = None
    for last in range(number, min(len(pair.words), number + _GLUED)):
        letters += letters_of(pair.words[last][0])
        if len(letters) > longest:
            break
        if last > number and letters in strange:
            found = range(number, last + 1)
    return found


def _glued_part(pair: Pair, number: int, lost: set[int], whole: str) -> range | None:
    """Lost words from `number` on that stand side by side inside a strange word with others."""
    letters = letters_of(pair.words[number][0])
    last = number
    while last + 1 in lost and letters + letters_of(pair.words[last + 1][0]) in whole:
        last += 1
        letters += letters_of(pair.words[last][0])
    return range(number, last + 1) if letters in whole and len(letters) >= LEAST_LETTERS else None


def _headings(pair: Pair, outline: Outline) -> Loss | None:
    """Lines that stand under another heading than in ours: it moved, or is no line of its own any more."""
    sections = [section.start for section in outline.sections]
    titles = [
        letters_of(pair.ours[start:].partition("\n")[0]) for start in sections
    ]  # with what stands beside
    own = [place for place in pair.places if place.letters not in titles]
    headings = [(at, letters) for at, letters in pair.simple_lines if letters in titles]
    starts = [at for at, _ in headings]
    lost, total = [], 0
    for place in own:
        number = bisect_right(sections, place.start) - 1
        if number < 0:
            continue
        at = place.at if place.at is not None else pair.letters.find(place.letters[:_START_OF_LINE])
        total += 1
        above = bisect_right(starts, at) - 1
        if at < 0 or above < 0 or headings[above][1] != titles[number]:
            lost.append(pair.ours[place.start : place.end])
    message = (
        f"{_of(len(lost), total, 'line')} no longer under {'its' if len(lost) == 1 else 'their'} heading"
    )
    return _loss("headings", len(lost), total, message, lost)


def _dates(pair: Pair, outline: Outline) -> Loss | None:
    """Positions whose years do not stand near their title any more."""
    dated = [position for position in outline.positions if position.title and position.start]
    torn = [position for position in dated if not _keeps_dates(pair, position)]
    shown = [position.title or "" for position in torn]
    message = (
        f"{_of(len(torn), len(dated), 'position')} apart from {'its' if len(torn) == 1 else 'their'} dates"
    )
    return _loss("dates", len(torn), len(dated), message, shown)


def _keeps_dates(pair: Pair, position: Position) -> bool:
    start, end = position.header
    header = letters_of(pair.ours[start:end])
    years = Counter(_YEAR.findall(pair.ours[start:end]))
    title = letters_of(position.title or "")
    at = pair.letters.find(header)
    if at >= 0 or not years or not title:
        return True
    while (at := pair.letters.find(title, at + 1)) >= 0:
        near = pair.letters[max(0, at - _NEAR - len(header)) : at + len(header) + _NEAR]
        if all(near.count(year) >= count for year, count in years.items()):
            return True
    return False


def _contact(pair: Pair, outline: Outline) -> Iterator[Loss | None]:
    """E-mails and phones that do not stand in the simple text, and links that are in no text at all."""
    contact, simple = outline.contact, pair.simple.casefold()
    digits = re.sub(r"[^\d\n]", "", simple)
    reach = [one for one in contact.emails if one.casefold() not in simple]
    reach += [one for one in contact.phones if re.sub(r"\D", "", one)[-7:] not in digits]
    total = len(contact.emails) + len(contact.phones)
    yield _loss("contact", len(reach), total, f"{_of(len(reach), total, 'e-mail or phone')} lost", reach)
    targets = [link.url for link in contact.links if link_target(link.url) not in simple]
    total = len(contact.links)
    yield _loss("links", len(targets), total, f"{_of(len(targets), total, 'link')} lost", targets)


def _loss(kind: LossKind, count: int, total: int, message: str, examples: Iterable[str]) -> Loss | None:
    if not count:
        return None
    shown = tuple(dict.fromkeys(" ".join(one.split()) for one in examples))[:_EXAMPLES]
    return Loss(kind, count, total, message, shown)


def _of(count: int, total: int, what: str) -> str:
    plural = {"e-mail or phone": "e-mails and phones"}.get(what, f"{what}s")
    return f"{count} of {total} {what if total == 1 else plural} {'is' if count == 1 else 'are'}"


# --- places ---------------------------------------------------------------------------------------------


def _changes(pair: Pair) -> Iterator[Change]:
    """Lines that moved or are torn, and words that are lost, in the order of our text."""
    found = [
        Change(place.start, place.end, "torn" if place.at is None else "moved")
        for place in pair.places
        if place.changed
    ]
    found += [Change(*pair.words[number][1], "lost") for number in pair.lost]
    yield from sorted(found, key=lambda change: (change.start, -change.end))
