"""A known stretch of time, written in many styles and lines, is read back exactly or coarser, never wrong."""

from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analyzer.parsing.dates import find_ranges

ENGLISH = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
GERMAN = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
FRENCH = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
SPANISH = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]
PORTUGUESE = [
    "janeiro",
    "fevereiro",
    "março",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
]
ITALIAN = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
]
DUTCH = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
POLISH = [
    "styczeń",
    "luty",
    "marzec",
    "kwiecień",
    "maj",
    "czerwiec",
    "lipiec",
    "sierpień",
    "wrzesień",
    "październik",
    "listopad",
    "grudzień",
]
SWEDISH = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]

Form = Callable[[int, int], str]
#: Styles of a month, from which the month must come back.
EXACT: dict[str, Form] = {
    "March 2021": lambda y, m: f"{ENGLISH[m - 1]} {y}",
    "MARCH 2021": lambda y, m: f"{ENGLISH[m - 1].upper()} {y}",
    "march, 2021": lambda y, m: f"{ENGLISH[m - 1].lower()}, {y}",
    "Mar 2021": lambda y, m: f"{ENGLISH[m - 1][:3]} {y}",
    "Mar. 2021": lambda y, m: f"{ENGLISH[m - 1][:3]}. {y}",
    "Mar-2021": lambda y, m: f"{ENGLISH[m - 1][:3]}-{y}",
    "Mar '21": lambda y, m: f"{ENGLISH[m - 1][:3]} '{y % 100:02d}",
    "Mar’21": lambda y, m: f"{ENGLISH[m - 1][:3]}’{y % 100:02d}",
    "2021 March": lambda y, m: f"{y} {ENGLISH[m - 1]}",
    "15 March 2021": lambda y, m: f"15 {ENGLISH[m - 1]} {y}",
    "March 15, 2021": lambda y, m: f"{ENGLISH[m - 1]} 15, {y}",
    "15th of March 2021": lambda y, m: f"15th of {ENGLISH[m - 1]} {y}",
    "15-Mar-2021": lambda y, m: f"15-{ENGLISH[m - 1][:3]}-{y}",
    "03/2021": lambda y, m: f"{m:02d}/{y}",
    "3/2021": lambda y, m: f"{m}/{y}",
    "03.2021": lambda y, m: f"{m:02d}.{y}",
    "3.2021": lambda y, m: f"{m}.{y}",
    "03-2021": lambda y, m: f"{m:02d}-{y}",
    "2021-03": lambda y, m: f"{y}-{m:02d}",
    "2021/03": lambda y, m: f"{y}/{m:02d}",
    "2021.03": lambda y, m: f"{y}.{m:02d}",
    "2021-03-15": lambda y, m: f"{y}-{m:02d}-15",
    "15.03.2021": lambda y, m: f"15.{m:02d}.{y}",
    "15/03/2021": lambda y, m: f"15/{m:02d}/{y}",
    "03/15/2021": lambda y, m: f"{m:02d}/15/{y}",
    "III 2021": lambda y, m: f"{ROMAN[m - 1]} {y}",
    "2021年3月": lambda y, m: f"{y}年{m}月",
    "März 2021": lambda y, m: f"{GERMAN[m - 1]} {y}",
    "15. März 2021": lambda y, m: f"15. {GERMAN[m - 1]} {y}",
    "mars 2021": lambda y, m: f"{FRENCH[m - 1]} {y}",
    "marzo de 2021": lambda y, m: f"{SPANISH[m - 1]} de {y}",
    "março de 2021": lambda y, m: f"{PORTUGUESE[m - 1]} de {y}",
    "março/2021": lambda y, m: f"{PORTUGUESE[m - 1]}/{y}",
    "marzo 2021 (it)": lambda y, m: f"{ITALIAN[m - 1]} {y}",
    "maart 2021": lambda y, m: f"{DUTCH[m - 1]} {y}",
    "marzec 2021": lambda y, m: f"{POLISH[m - 1]} {y}",
    "mars 2021 (sv)": lambda y, m: f"{SWEDISH[m - 1]} {y}",
}
#: Styles that name the year only, or leave the month open.
COARSE: dict[str, Form] = {
    "2021": lambda y, _: f"{y}",
    "'21": lambda y, _: f"'{y % 100:02d}",
    "Q1 2021": lambda y, m: f"Q{(m - 1) // 3 + 1} {y}",
    "early 2021": lambda y, _: f"early {y}",
    "FY2021": lambda y, _: f"FY{y}",
}
JOINTS = [" - ", " – ", " — ", "–", " to ", " until ", " till ", " -> ", " → "]
PRESENT = [
    "Present",
    "present",
    "PRESENT",
    "now",
    "Now",
    "today",
    "current",
    "Current",
    "to date",
    "till date",
    "Till Date",
    "date",
    "ongoing",
    "heute",
    "aujourd'hui",
    "actualidad",
    "atual",
    "oggi",
    "heden",
    "obecnie",
    "nu",
    "la fecha",
]
#: What stands around the dates of a job.
LINES = [
    "{d}",
    "({d})",
    "Engineer  {d}",
    "Marsh Bank, Oslo | {d}",
    "{d}  Engineer, Marsh Bank",
    "Engineer ({d})",
    "Engineer, Grade 3  {d}",
    "Team of 12 | {d}",
    "{d}: Engineer",
    "Engineer, {d}",
    "Level 2 Engineer, Marsh Bank {d}",
]

#: After a word a Roman number may belong to it (`Engineer II 2019`): the month then stays open.
AFTER_WORD = {line for line in LINES if "Bank {d}" in line}
months = st.integers(1995 * 12, 2026 * 12 + 9)


def read(line: str) -> tuple[str | None, str | None] | None:
    """The one range of a line."""
    found = [one for one in find_ranges(line) if not one.single]
    return (found[0].first, found[0].last) if len(found) == 1 else None


def school_years(start: int, end: int) -> bool:
    """`2008-09 – 2009-10` are two school years, not September to October: a form that both share."""
    return all(index % 12 + 1 == (index // 12 + 1) % 100 for index in (start, end))


def named(index: int) -> str:
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(sorted(EXACT)),
    st.sampled_from(JOINTS),
    st.sampled_from(LINES),
    st.tuples(months, st.integers(1, 120)),
)
def test_a_stretch_in_any_style_comes_back_exactly(style, joint, line, stretch):
    assume(style != "III 2021" or line not in AFTER_WORD)
    start = stretch[0]
    end = min(start + stretch[1], 2026 * 12 + 10)
    assume(not school_years(start, end))
    form = EXACT[style]
    written = form(start // 12, start % 12 + 1) + joint + form(end // 12, end % 12 + 1)
    assert read(line.format(d=written)) == (named(start), named(end)), line.format(d=written)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(sorted(EXACT | COARSE)),
    st.sampled_from(sorted(EXACT | COARSE)),
    st.sampled_from(JOINTS),
    st.sampled_from(LINES),
    st.tuples(months, st.integers(13, 200)),
)
def test_mixed_styles_are_read_right_or_coarser_but_never_wrong(one, other, joint, line, stretch):
    start = stretch[0]
    end = min(start + stretch[1], 2026 * 12 + 10)
    assume(not school_years(start, end))
    forms = EXACT | COARSE
    written = forms[one](start // 12, start % 12 + 1) + joint + forms[other](end // 12, end % 12 + 1)
    for found in find_ranges(line.format(d=written)):
        for date in (found.first, found.last):
            assert date is None or any(named(true).startswith(date) for true in (start, end)), (
                line.format(d=written),
                found,
            )


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(EXACT)), st.sampled_from(PRESENT), st.sampled_from(LINES), months)
def test_an_open_end_in_any_word_is_the_present(style, word, line, start):
    assume(style != "III 2021" or line not in AFTER_WORD)
    assume(style != "2021/03" or start % 12 + 1 != (start // 12 + 1) % 100)  # "2004/05" is two years as well
    written = f"{EXACT[style](start // 12, start % 12 + 1)} – {word}"
    assert read(line.format(d=written)) == (named(start), "present"), line.format(d=written)


@pytest.mark.parametrize("line", LINES)
@settings(max_examples=15, deadline=None)
@given(first=st.integers(1, 12), second=st.integers(1, 12), year=st.integers(1995, 2025))
def test_a_day_that_may_be_a_month_leaves_the_month_open(line, first, second, year):
    written = f"{first:02d}/{second:02d}/{year} – {first:02d}/{second:02d}/{year + 1}"
    found = read(line.format(d=written))
    if first == second:
        assert found == (f"{year}-{first:02d}", f"{year + 1}-{first:02d}")
    else:
        assert found == (f"{year}", f"{year + 1}")
