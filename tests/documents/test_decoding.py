"""Text is read in the encoding it was written in; where that is a guess, the user is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.documents import read_in_process
from analyzer.documents.decoding import decode
from analyzer.records import Source

#: Language -> text, and the encodings that programs write it in.
TEXTS = {
    "French": (
        "Renée Dubois, chef de projet\nRésumé : 7 années d'expérience, coûts réduits, équipe de 9",
        ("cp1252", "mac_roman", "iso8859_15"),
    ),
    "German": (
        "Jürgen Groß\nProjektmanager für Künstliche Intelligenz, Größe des Teams: 9",
        ("cp1252", "mac_roman", "cp850"),
    ),
    "a name alone": ("Zoë Müller - Project Manager", ("cp1252", "mac_roman")),
    "English marks": (
        "Ada Winterbourne – AI Project Manager\n• Led a team of 9 – “fast” delivery • £1.2M",
        ("cp1252", "mac_roman", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"),
    ),
    "bullets alone": ("• Led a team\n• Cut costs\n• Ran 3 pilots", ("cp1252", "mac_roman")),
    "Spanish": ("José Núñez — Jefe de proyecto, años de gestión; ¿cómo? ¡bien!", ("cp1252", "mac_roman")),
    "Swedish": ("Åsa Öberg, projektledare i Malmö. Förbättrade kvalitén", ("cp1252", "mac_roman")),
    "Polish": (
        "Łukasz Wiśniewski\nKierownik projektów, Kraków. Wdrożyłem narzędzia i obniżyłem koszty",
        ("cp1250", "iso8859_2"),
    ),
    "Czech": (
        "Jiří Dvořák\nVedoucí projektů umělé inteligence, Plzeň. Řídil jsem tým a snížil náklady",
        ("cp1250", "iso8859_2"),
    ),
    "Hungarian": (
        "Kovács Ágnes, projektvezető. Csökkentette a költségeket, növelte a minőséget",
        ("cp1250",),
    ),
    "Turkish": (
        "Ayşe Yılmaz\nYapay zekâ proje yöneticisi, İstanbul. Maliyetleri düşürdü, ekibi büyüttü",
        ("cp1254", "iso8859_9"),
    ),
    "Russian": (
        "Иван Петров\nРуководитель проектов. Снизил затраты и руководил командой",
        ("cp1251", "koi8_r", "mac_cyrillic", "cp866", "iso8859_5"),
    ),
    "Greek": ("Γιώργος Παπαδόπουλος\nΔιευθυντής έργων τεχνητής νοημοσύνης", ("cp1253", "iso8859_7")),
    "Chinese": (
        "王小明\n人工智能项目经理，负责管理团队并降低成本，Python、SQL",
        ("gb18030", "gbk", "utf-16-le"),
    ),
    "Chinese of Taiwan": ("王小明\n人工智慧專案經理，負責管理團隊並降低成本", ("big5",)),
    "Japanese": (
        "山田太郎\nAIプロジェクトマネージャー。チームを率いてコストを削減しました。",
        ("shift_jis", "euc_jp", "iso2022_jp"),
    ),
    "Korean": ("김철수\n인공지능 프로젝트 관리자. 팀을 이끌고 비용을 절감했습니다.", ("euc_kr",)),
}
CASES = [(name, encoding) for name, (_, encodings) in TEXTS.items() for encoding in encodings]


@pytest.mark.parametrize(("name", "encoding"), CASES)
def test_text_is_read_in_its_encoding(name, encoding):
    text = TEXTS[name][0]
    found = decode(text.encode(encoding))
    assert found is not None
    assert found.text == text


@pytest.mark.parametrize("encoding", ["cp1252", "cp1251", "shift_jis"])
def test_a_guess_is_told(encoding):
    text = {"cp1252": "Zoë Müller", "cp1251": "Иван Петров", "shift_jis": "山田太郎です"}[encoding]
    document = read_in_process(Source("a.txt", text.encode(encoding)))
    assert document.text == text
    assert [warning.code for warning in document.warnings] == ["guessed-encoding"]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf_8_is_never_taken_for_anything_else(text):
    found = decode(text.encode())
    assert found is not None
    assert (found.text, found.guess) == (text.removeprefix("\ufeff"), "")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_none(data):
    found = decode(data)
    assert found is None or isinstance(found.text, str)
