"""What the properties of a Word table say about its rows and cells."""

from analyzer.documents.office.docx_styles import W, is_on, twips
from analyzer.documents.office.package import Element
from analyzer.documents.sight import SMALLEST_SIZE


def row_reason(properties: Element | None) -> str | None:
    """Why a whole row cannot be seen: it is hidden, or too low for any letter."""
    if properties is None:
        return None
    if is_on(properties.find(f"{W}hidden")):
        return "hidden"
    height = properties.find(f"{W}trHeight")
    if height is not None and height.get(f"{W}hRule") == "exact":
        return "covered" if twips(height.get(f"{W}val"), 240) < 20 * SMALLEST_SIZE else None
    return None


#: Parts of a table style, and their bits in the older notation.
_LOOK_BITS = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}


def table_switches(element: Element | None) -> frozenset[str]:
    """Which parts of its style a table uses."""
    if element is None:
        return frozenset()
    try:
        bits = int(element.get(f"{W}val", "0"), 16)
    except ValueError:
        bits = 0
    return frozenset(name for name, bit in _LOOK_BITS.items() if _is_used(element.get(W + name), bits & bit))


def _is_used(named: str | None, bit: int) -> bool:
    return bool(bit) if named is None else named not in ("0", "false", "off")


def conditions(switches: frozenset[str], row: int, rows: int, place: int, cells: int) -> tuple[str, ...]:
    """The parts of a table style that hold for a cell, weakest first."""
    found: list[str] = []
    if "noHBand" not in switches:
        band = row - ("firstRow" in switches)
        found.append("band2Horz" if band % 2 else "band1Horz")
    if "firstRow" in switches and row == 0:
        found.append("firstRow")
    if "lastRow" in switches and row == rows - 1:
        found.append("lastRow")
    if "firstColumn" in switches and place == 0:
        found.append("firstCol")
    if "lastColumn" in switches and place == cells - 1:
        found.append("lastCol")
    return tuple(found)
