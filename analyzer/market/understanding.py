"""Adverts read into Jobs and Facts, one at a time; other languages are set apart, failures get a reason."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from analyzer.errors import BadJob
from analyzer.market.adverts import Advert
from analyzer.market.facts import Facts, facts_of
from analyzer.market.parts import foreign_language
from analyzer.market.posting import MOSTLY_FOREIGN, SkillFinder, read_job
from analyzer.market.words import function_words
from analyzer.records import Job
from analyzer.resources import code_hash, folder_hash

_CODES: Mapping[str, str] = {
    "German": "de", "French": "fr", "Spanish": "es", "Italian": "it", "Dutch": "nl", "Portuguese": "pt",
    "Polish": "pl",
}  # fmt: skip
#: An English text has many small words; below this share of them it is in a language we have no words of.
_LEAST_ENGLISH, _ENOUGH_WORDS = 0.08, 40
#: Above this share of letters beyond Latin the text is in another script.
_MOST_OTHER_LETTERS = 0.3
#: ISO 639 code of a language that we cannot name.
UNKNOWN_LANGUAGE = "und"


@dataclass(frozen=True, slots=True)
class Understood:
    """One advert read: its Job and Facts, or the reason why there are none.

    A posting in another language has its `language` and no Job: it is kept and counted apart.
    """

    advert: Advert
    language: str
    job: Job | None = None
    facts: Facts | None = None
    reason: str = ""


@cache
def parser_version() -> str:
    """What reads a posting: changes with its code and its words, when the same ad may be read differently."""
    return "-".join(
        (code_hash("market"), code_hash("language"), folder_hash("market_words", "skills", "language"))
    )


def understand(advert: Advert, id: str, annotator: SkillFinder) -> Understood:
    """Read one advert. Nothing is raised for a bad one."""
    language = language_of(advert.text)
    if language != "en":
        return Understood(advert, language, reason="It is not in English; postings are read in English only.")
    try:
        job = read_job(advert.text, id=id, source=advert.source, title=advert.title, annotator=annotator)
    except BadJob as error:
        return Understood(advert, language, reason=str(error))
    facts = replace(
        facts_of(job),
        url=advert.url,
        company=advert.company,
        place=advert.place,
        country=advert.country,
        remote=advert.remote,
        posted=advert.posted,
        pay=advert.pay,
    )
    return Understood(replace(advert, title=job.title), language, job, facts)


def language_of(text: str) -> str:
    """ISO 639-1 code of the language that most of a text is in; `und` when it is none we have words of."""
    letters = [sign for sign in text[:4000] if sign.isalpha()]
    if not letters:
        return UNKNOWN_LANGUAGE
    if sum(ord(sign) > 0x24F for sign in letters) > _MOST_OTHER_LETTERS * len(letters):
        return UNKNOWN_LANGUAGE
    words, foreign = 0, dict[str, int]()
    for line in text.splitlines():
        size = len(line.split())
        words += size
        if size and (found := foreign_language(line)):
            foreign[found] = foreign.get(found, 0) + size
    if sum(foreign.values()) > MOSTLY_FOREIGN * words:
        return _CODES.get(max(sorted(foreign), key=lambda one: foreign[one]), UNKNOWN_LANGUAGE)
    said = [word.strip(".,;:()!?\"'").casefold() for word in text.split()]
    small = function_words()["English"]
    english = sum(word in small for word in said)
    if len(said) >= _ENOUGH_WORDS and english < _LEAST_ENGLISH * len(said):
        return UNKNOWN_LANGUAGE
    return "en"
