"""Names that people have online, however they write them: "quill77 on GitHub", `aparkhill`."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from analyzer.blind.records import Word
from analyzer.blind.top import top_lines
from analyzer.blind.written import spellings
from analyzer.records import Report

_LABEL = "[link]"
_TOKEN = re.compile(r"[^\W_](?:[\w.-]*\w)?")
_SITES = (
    r"linked-?in|git-?hub|git-?lab|bitbucket|twitter|medium|kaggle|skype|telegram|instagram|behance|dribbble|xing|"
    r"orcid|mastodon|bluesky|stack ?overflow|hugging ?face|substack|youtube"
)
#: "GitHub: quill77", "LinkedIn in/quill", "github handle quill77".
_BEHIND = re.compile(
    rf"\b(?:{_SITES})\b(?P<label>\s*(?:handle|user(?:name)?|profile|id|as|is)?\s*[:：=]?\s*(?:@|in/|/)?)"
    r"(?P<handle>[A-Za-z\d][\w.-]*\w)",
    re.IGNORECASE,
)
#: "quill77 on GitHub", "find me as quill at GitHub".
_BEFORE = re.compile(
    rf"(?P<label>\b(?:as|me:?|am|user|handle|by)\s+)?(?P<handle>[a-z\d][\w-]*\w)\s+(?:on|at)\s+(?:{_SITES})\b"
)
#: An address that a narrow column breaks: "linkedin.com/in/" above "quill".
_BROKEN = re.compile(
    rf"(?:{_SITES})\.(?:com|org|io|net)/(?:[\w-]+/)*[ \t]*\n"
    r"[ \t]*(?P<handle>[a-z\d][\w.-]*\w)/?[ \t]*(?=\n|$|[|•·,])",
    re.IGNORECASE,
)
#: Words that stand beside the name of such a site and are no handle.
_WORDS = frozenset(
    """
    account action actions activity advanced and app at blog code copilot community demo enterprise find
    follow for hosted i id in insights issues is learning link live logo marketing me my navigator newsletter
    of on or org organisation organization page pages post posts premium presence profile projects published
    pull recruiter repo repos repositories repository sales search see shared the top upon url user username
    via website with workflow workflows writing
    """.split()  # noqa: SIM905  (a table of words)
)
#: Post boxes that name nobody.
_BOXES = frozenset(
    """
    admin application apply career careers contact cv email hello help hi hire hiring home info inquiries job
    jobs mail main me office people post projects resume team work
    """.split()  # noqa: SIM905  (a table of words)
)
#: Steps of an address that lead to a person.
_STEPS = frozenset(
    {"in", "pub", "users", "user", "people", "profile", "u", "c", "channel", "repos", "en", "de"}
)
#: Sites where the person is the front of the address: `ada-parkhill.github.io`.
_HOSTS = (
    "github.io",
    "gitlab.io",
    "medium.com",
    "substack.com",
    "netlify.app",
    "vercel.app",
    "wordpress.com",
)
_LEAST = 4  # letters of a handle


def handles(report: Report, names: Iterable[str]) -> Iterator[Word]:
    """What the person is called online, as words. `names` are the parts of the name, the given one first."""
    parts = [part for name in names for part in re.split(r"[-\s]", name) if len(part) > 1]
    found = [*_of_addresses(report), *_beside_sites(report, parts), *_made_of(report, parts)]
    for one in dict.fromkeys(found):
        if len(one) >= _LEAST:
            yield Word(one, "contact", _LABEL)


def _of_addresses(report: Report) -> Iterator[str]:
    """The front of e-mail addresses and the first step of profiles' addresses."""
    contact = report.profile.contact
    for email in contact.emails:
        local = email.split("@")[0].split("+")[0]
        if local.lower() not in _BOXES:
            yield local
    for link in contact.links:
        address = urlsplit(link.url if "//" in link.url else f"//{link.url}")
        steps = [step.lstrip("@~") for step in address.path.split("/") if step]
        person = next((step for step in steps if step.lower() not in _STEPS), "")
        if person and re.search(_SITES, address.netloc, re.IGNORECASE) and person.lower() not in _WORDS:
            yield person
        for host in _HOSTS:
            if address.netloc.lower().endswith(f".{host}"):
                yield address.netloc[: -len(host) - 1].removeprefix("www.")


def _beside_sites(report: Report, parts: list[str]) -> Iterator[str]:
    """A word beside the name of a site.

    At the top any that is no word of the language there; elsewhere one that holds a figure, a sign or a name.
    """
    for document in report.documents:
        outlines = report.profile.outlines
        tops = list(top_lines(document, outlines[document.index])) if document.index < len(outlines) else []
        yield from (found["handle"] for found in _BROKEN.finditer(document.text))
        for pattern in (_BEHIND, _BEFORE):
            for found in pattern.finditer(document.text):
                handle = found["handle"]
                top = any(start <= found.start() < end for start, end in tops)
                told = top and bool((found["label"] or "").strip()) and handle[:1].islower()
                if handle.lower() not in _WORDS and (told or _is_made(handle, parts)):
                    yield handle


def _is_made(handle: str, parts: list[str]) -> bool:
    """Whether a word is no word of the language: a figure or a sign inside, or a part of the name."""
    letters = re.sub(r"[^a-z]", "", handle.lower())
    own = any(len(one) > 2 and one in letters for part in parts for one in spellings(part))
    return own or (handle.islower() and re.search(r"\d$|[a-z][_.-][a-z\d]", handle) is not None)


def _made_of(report: Report, parts: list[str]) -> Iterator[str]:
    """Words made of the name alone: `adaparkhill`, `aparkhill77`, `parkhill.ada`, `parkhilla`."""
    if len(parts) < 2:
        return
    fronts = {front for one in spellings(parts[0]) for front in (one, one[:1])}
    family = {one for part in parts[1:] for one in spellings(part)}
    made = {
        whole for front in fronts for one in family if len(one) > 2 for whole in (front + one, one + front)
    }
    for document in report.documents:
        for token in dict.fromkeys(_TOKEN.findall(document.text)):
            if len(token) >= _LEAST and re.sub(r"[\d._-]", "", token.lower()) in made:
                yield token
