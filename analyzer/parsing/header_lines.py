"""The lines above and below a date that belong to the header of its job."""

import re
from collections.abc import Sequence

from analyzer.parsing.anchors import Anchor, is_date_only
from analyzer.parsing.dates import find_ranges
from analyzer.parsing.drafts import Draft, Surroundings, header_pieces, spans_without
from analyzer.parsing.header_signs import A_NAME, MOST_WORDS, ends_sentence, header_like, looks_done
from analyzer.parsing.headers import Header, read_header
from analyzer.parsing.labels import label_of
from analyzer.parsing.lexicon import (
    has_legal_form,
    is_domain,
    is_title,
    location_points,
    organization_like,
    organization_points,
    title_points,
)
from analyzer.parsing.notes import is_break, is_note
from analyzer.parsing.pieces import pieces_of
from analyzer.parsing.rows import Row, continues

MOST_ABOVE, MOST_BELOW = 3, 3
#: Words of a name that stands alone on its line.
FEW_WORDS = 7
#: Points of words that are surely a title.
SURE_TITLE = 3.0
#: Points of words that are surely a place.
SURE_PLACE = 2.0


def extend(drafts: list[Draft], rows: Sequence[Row], around: Surroundings) -> None:
    """Give every anchor the header lines above and below it."""
    index_of = {row.number: index for index, row in enumerate(rows)}
    closed = {draft.anchor.row.number for draft in drafts if draft.anchor}
    usual: int | None = None
    for draft in drafts:
        if draft.anchor is None:
            continue
        at = index_of[draft.anchor.row.number]
        above, lines = _above(rows, at, draft.anchor, closed, usual)
        if usual is None and not any(is_break(row.text) for row in above):
            usual = lines
        draft.above = lines
        draft.header_rows = list(above)
        if draft.anchor.tail is None:
            draft.header_rows.append(draft.anchor.row)
            draft.header_rows += _below(rows, at, draft, closed, around)
        closed |= {row.number for row in draft.header_rows}


def _above(
    rows: Sequence[Row], at: int, anchor: Anchor, closed: set[int], usual: int | None
) -> tuple[list[Row], int]:
    """Header lines above a date, and their number; a line broken at the column's edge counts once."""
    found: list[Row] = []
    lines = 0
    bare = anchor.tail is None and is_date_only(anchor.row, anchor.found)
    whole = anchor.tail is None and not bare
    if whole and (anchor.row.gap_before or (usual in (0, None) and _is_complete(anchor))):
        opener = rows[at - 1] if at and not anchor.row.gap_before else None
        if opener is None or opener.number in closed or not _opens_with_name(opener, first=at == 1):
            return found, lines
    index = at - 1
    while index >= 0 and lines < MOST_ABOVE:
        top = _chain_top(rows, index, closed)
        row = rows[top]
        opens = bare and not found and _opens_block(rows[top : index + 1])
        if bare and found and (named := _described_employer(rows, top, found, closed)):
            found[:0] = named
            lines += len(named)
            break
        if row.number in closed or row.mark or row.text.endswith(":") or not (header_like(row) or opens):
            break
        if (
            usual is not None
            and lines >= usual
            and not (_names_missing(row, found) if found else _speaks(row, anchor, bare=bare))
        ):
            break
        if whole and not found and _ends_body(rows, top, anchor, closed):
            break
        if whole and not all_capitalised(_REMARK.sub("", row.text)) and _is_complete(anchor):
            break  # "Before teaching" above "Web developer, Pixel & Plum, Lancaster, 2013 - 2015"
        found[:0] = rows[top : index + 1]
        lines += 1
        index = top - 1
        if row.gap_before:
            found[:0] = _title_apart(rows, index, found, closed) or _shared_employer(
                rows, index, found, closed
            )
            break
    return found, lines


def _described_employer(
    rows: Sequence[Row], index: int, found: Sequence[Row], closed: set[int]
) -> Sequence[Row]:
    """An employer in capitals that opens a block, above a line of plain words about it and the title.

    `PIONEER GRAIN` / `Port silos on three coasts` / `Automation Coordinator` / the dates.
    """
    if index < 1 or len(found) != 1 or not _names_title(found[0]):
        return ()
    about, name = rows[index], rows[index - 1]
    plain = not (
        about.mark or about.gap_before or about.caps or is_title(about.text) or ends_sentence(about.text)
    )
    opens = (name.gap_before or index == 1) and not name.mark and name.caps and not is_title(name.text)
    free = (
        about.number not in closed
        and name.number not in closed
        and len(about.text.split()) <= MOST_WORDS // 2
    )
    return [name] if plain and opens and free and location_points(about.text) < 0 else ()


def _ends_body(rows: Sequence[Row], index: int, anchor: Anchor, closed: set[int]) -> bool:
    """Whether a line is the whole body of the job above, and no header of the next, which names its title."""
    row = rows[index]
    below_header = index > 0 and rows[index - 1].number in closed and not row.gap_before
    first = pieces_of(anchor.row.text, [(0, len(anchor.row.text))])[:1]
    titled = bool(first) and title_points(first[0].text) >= SURE_TITLE
    return below_header and titled and not row.bold and not all_capitalised(row.text)


def _opens_with_name(row: Row, *, first: bool) -> bool:
    """Whether a line begins a block and is a name: the employer above `Engineer, Pumps  2019 – 2021`."""
    if row.mark or row.text.endswith(":") or not (row.gap_before or first) or not header_like(row):
        return False
    pieces = pieces_of(row.text, [(0, len(row.text))])
    placed = len(pieces) > 1 and location_points(pieces[-1].text) >= SURE_PLACE
    short = len(row.text.split()) <= (MOST_WORDS // 2 if placed else FEW_WORDS)
    named = bool(pieces) and organization_points(pieces[0].text) >= A_NAME
    return short and named and not is_title(row.text) and all_capitalised(_REMARK.sub("", row.text))


#: What an employer is, in brackets: `(daily newspaper)`.
_REMARK = re.compile(r"\s*\([^()]*\)")


def _names_title(row: Row) -> bool:
    """Whether a line holds a title, and no firm that is named for people of a trade: `Agile Partners`."""
    return is_title(row.text) and title_points(row.text) > 0


def _names_missing(row: Row, found: Sequence[Row]) -> bool:
    """Whether a line names the employer or, at the top of its block, the title that the lines below lack."""
    titled = any(_names_title(one) for one in found)
    return _names_employer(row, found) or (row.gap_before and not titled and is_title(row.text))


def _names_employer(row: Row, found: Sequence[Row]) -> bool:
    """Whether a line can be the employer above lines that name only a title."""
    titled = any(_names_title(one) for one in found)
    named = any(organization_points(one.text) >= A_NAME for one in found)
    return (
        titled
        and not named
        and not is_title(row.text)
        and organization_points(row.text) >= A_NAME
        and _capitalised(row.text)
    )


def _title_apart(rows: Sequence[Row], index: int, found: Sequence[Row], closed: set[int]) -> Sequence[Row]:
    """A title on a line of its own, and an empty line between it and the employer with the dates."""
    if index < 0 or any(_names_title(one) for one in found) or rows[index].number in closed:
        return ()
    row = rows[index]
    opens = index == 0 or row.gap_before or rows[index - 1].mark or ends_sentence(rows[index - 1].text)
    alone = opens and header_like(row) and not row.mark and not find_ranges(row.text)
    pieces = pieces_of(row.text, [(0, len(row.text))]) if alone else ()
    named = bool(pieces) and title_points(pieces[0].text) >= SURE_TITLE and not row.text.endswith(":")
    return rows[index : index + 1] if named and len(row.text.split()) <= MOST_WORDS // 2 else ()


def _shared_employer(
    rows: Sequence[Row], index: int, found: Sequence[Row], closed: set[int]
) -> Sequence[Row]:
    """`Acme` / `4 years 3 months` / an empty line / the first of several titles, as an export writes it."""
    last = index
    while index >= 0 and is_note(rows[index].text) and not rows[index].mark:
        index -= 1
    if index < 0 or index == last or rows[index].number in closed:
        return ()
    row = rows[index]
    opens = row.gap_before or index == 0
    return rows[index : last + 1] if opens and header_like(row) and _names_employer(row, found) else ()


def _opens_block(chain: Sequence[Row]) -> bool:
    """Whatever stands alone between an empty line and a bare date names the job, even if it is long."""
    words = len(chain[0].text.split())
    sentence = words > MOST_WORDS // 2 and ends_sentence(chain[-1].text)
    return chain[0].gap_before and len(chain) <= 2 and words <= MOST_WORDS and not sentence


def _chain_top(rows: Sequence[Row], index: int, closed: set[int]) -> int:
    """The first of the lines that a line goes on from; the line itself when it stands alone."""
    while (
        index > 0
        and rows[index].number not in closed
        and rows[index - 1].number not in closed
        and continues(rows[index - 1], rows[index])
    ):
        index -= 1
    return index


def _is_complete(anchor: Anchor) -> bool:
    """Whether the anchor line names both a title and an employer by itself."""
    text = anchor.row.text
    pieces = pieces_of(text, spans_without((0, len(text)), [(anchor.found.start, anchor.found.end)]))
    header = read_header(text, pieces)
    named = header.title is not None and is_title(header.title) and header.organization is not None
    return named and header.points > 3.0


def _speaks(row: Row, anchor: Anchor, *, bare: bool) -> bool:
    """Whether a line above the usual number still has to belong: a bare date needs a name."""
    names = is_title(row.text) or organization_like(row.text)
    if bare:
        return names or row.gap_before
    return (row.gap_before or row.bold) and names and not (anchor.tail is None and _is_complete(anchor))


def _below(rows: Sequence[Row], at: int, draft: Draft, anchors: set[int], around: Surroundings) -> list[Row]:
    """Header lines below a date."""
    found: list[Row] = []
    anchor = draft.anchor
    bare = anchor is not None and is_date_only(anchor.row, anchor.found)
    for row in rows[at + 1 : at + 1 + MOST_BELOW]:
        if row.number in anchors or row.mark or not header_like(row):
            break
        apart = row.gap_before and (found or draft.above or not bare)
        if apart and (found or not _is_employer_apart(rows, row, draft, around)):
            break
        header = read_header(
            around.text,
            header_pieces([*draft.header_rows, *found], around),
            home=around.home,
            ordinary=around.ordinary,
        )
        if not _adds(row, header, around) and not _is_surer_title(row, [*draft.header_rows, *found], around):
            break
        found.append(row)
    return found


#: So many points more make the reading with a further line the better one.
_BETTER = 1.0


def _is_surer_title(row: Row, above: Sequence[Row], around: Surroundings) -> bool:
    """Whether a line below holds the title, and what was taken for it belongs to the employer.

    `Ministry of Defence, Equipment & Support` / `Project Manager`
    """
    bare = _REMARK.sub("", row.text)
    if len(bare.split()) > FEW_WORDS or row.gap_before or find_ranges(row.text) or not all_capitalised(bare):
        return False
    before = header_pieces(above, around)
    own = pieces_of(row.text, [(0, len(row.text))])
    if not before or not own or title_points(own[0].text) < SURE_TITLE or title_points(before[0].text) > 0:
        return False
    without, whole = (
        read_header(around.text, pieces, home=around.home, ordinary=around.ordinary)
        for pieces in (before, header_pieces([*above, row], around))
    )
    told = whole.title is not None and whole.title.startswith(own[0].text[:FEW_WORDS])
    return told and whole.organization is not None and whole.points >= without.points + _BETTER


def _is_employer_apart(rows: Sequence[Row], row: Row, draft: Draft, around: Surroundings) -> bool:
    """The employer with its place below a title and dates that name none, an empty line between them."""
    header = read_header(
        around.text, header_pieces(draft.header_rows, around), home=around.home, ordinary=around.ordinary
    )
    lacks = header.title is not None and (header.organization is None or _is_doubtful(header))
    index = next(index for index, other in enumerate(rows) if other is row)
    following = rows[index + 1] if index + 1 < len(rows) else None
    if not lacks or find_ranges(row.text) or (following is not None and find_ranges(following.text)):
        return False
    pieces = [piece.text for piece in pieces_of(row.text, [(0, len(row.text))])]
    placed = len(pieces) > 1 and location_points(pieces[-1], around.home) >= 2.0
    return placed and not is_title(pieces[0]) and organization_points(pieces[0], around.ordinary) >= 1.0


def _adds(row: Row, header: Header, around: Surroundings) -> bool:  # noqa: PLR0911  (a ladder)
    """Whether a line below the date says something the header lacks."""
    text = row.text
    if text.endswith(":"):
        return False
    label = label_of(text)
    if label and label[0] != "dates" and label[1] < len(text):
        return not (label[0] == "title" and header.title) or not (
            label[0] == "organization" and header.organization
        )
    if is_note(text) or location_points(text, around.home) >= 2.0:
        return True
    parts = [piece.text for piece in pieces_of(text, [(0, len(text))])]
    told = header.title is None and parts and title_points(parts[0]) >= SURE_TITLE
    if not parts or len(text.split()) > (MOST_WORDS if told else MOST_WORDS // 2):
        return False
    titled = header.title is not None and (is_title(header.title) or header.joint == "at")
    if not titled and max(title_points(part) for part in parts) >= 1.0:
        return True
    if (
        header.title is None
        and not looks_done(text)
        and len(text.split()) <= FEW_WORDS
        and all_capitalised(text)
    ):
        return True  # two names: one of them is the title, of a trade we do not know
    points = max(organization_points(part, around.ordinary) for part in parts)
    employer = points >= A_NAME
    sure = header.loose and has_legal_form(
        parts[0]
    )  # "Agile Freight Ltda." below "Manager – Warehouse Systems"
    if header.organization and titled and (sure or _is_doubtful(header)) and len(text.split()) <= FEW_WORDS:
        # `Engineer, Pump Systems` and then a name of its own line: that one is the employer
        named = all_capitalised(text) or is_domain(parts[0])
        return employer and named and title_points(parts[0]) < max(A_NAME, points) and not looks_done(text)
    named = _capitalised(text) or organization_like(text) or is_domain(parts[0])
    return header.organization is None and employer and named and not looks_done(text)


def _is_doubtful(header: Header) -> bool:
    """Whether the employer may be the rest of the title: a comma or dash between, no form, no place.

    Or `Product @ Search`: words of a title behind the sign.
    """
    function = header.joint == "at" and title_points(header.organization or "") > 0
    return (header.loose or function) and header.location is None


def all_capitalised(text: str) -> bool:
    """Whether every word of more than three letters begins with a capital."""
    return all(word[0].isupper() or not word[0].isalpha() for word in re.findall(r"[^\s,;|]{4,}", text))


def _capitalised(text: str) -> bool:
    if len(text.split()) <= 7 and is_title(text):
        return True
    plain = [word for word in text.split() if word[0].isalpha() and len(word) > 3]
    return sum(word[0].isupper() for word in plain) * 2 >= len(plain)
