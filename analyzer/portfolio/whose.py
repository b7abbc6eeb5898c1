"""Whose work a repository is: the person's own share of its history, copies, and tutorials followed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import combining, normalize

from analyzer.portfolio.collection import Collection, Commit
from analyzer.portfolio.pages import Page
from analyzer.records import Contact

_NAMED_SO = re.compile(
    r"(?:^|[\W_])(?:tutorials?|courses?|coursework|bootcamp|homework|assignments?|exercises?|"
    r"getting[-_ ]started|"
    r"hello[-_ ]world|nanodegree|workshop|learn(?:ing)?[-_ ]?(?:python|ml|machine|pandas|"
    r"langchain)\w*|coursera|udemy|"
    r"udacity|datacamp|100[-_ ]days)(?:$|[\W_])",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(
    r"\b(?:(?:follow(?:ed|ing|s)?|completed|complet(?:ing|es)|working through|based on|from|along "
    r"with|part of) "
    r"(?:along )?(?:with )?(?:the|this|a|an) (?:[\w'-]+ ){0,6}(?:tutorial|course|bootcamp|nanodegree|"
    r"specialization|video)|"
    r"code (?:for|from) (?:the|this|a|my) (?:[\w'-]+ ){0,3}(?:course|book|tutorial|class|workshop)|"
    r"(?:my )?(?:solutions?|submission) (?:to|for) (?:the|a) (?:[\w'-]+ ){0,4}(?:course|assignment|"
    r"exercise|competition|challenge)|"
    r"(?:tutorial|course) (?:by|from) [A-Z])",
    re.IGNORECASE,
)
_TOY_DATA = re.compile(
    r"\b(?:titanic|iris (?:data|flower|species)\w*|(?:fashion[- ])?mnist|boston housing|wine quality|"
    r"cats (?:and|vs\.?) dogs|imdb (?:movie )?reviews|palmer penguins|cifar-?10|california housing|20 "
    r"?newsgroups)\b",
    re.IGNORECASE,
)
#: Signs that together make a repository a followed tutorial.
_ENOUGH = 3
_FEW_COMMITS, _ONE_DAY = 3, 1
#: Below this share of the commits the words of a repository are mostly others'.
LITTLE = 0.1


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the person is, as far as the resume says; empty when nothing is known."""

    names: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    logins: tuple[str, ...] = ()

    @classmethod
    def of(cls, contact: Contact | None) -> "Identity":
        """The name, mail addresses and GitHub account of a resume."""
        if contact is None:
            return cls()
        logins = [
            match[1].lower()
            for link in contact.links
            if (match := re.search(r"github\.com/([\w-]+)|([\w-]+)\.github\.io", link.url, re.IGNORECASE))
            and match[1]
        ]
        return cls(
            (contact.name,) if contact.name else (),
            tuple(one.lower() for one in contact.emails),
            tuple(logins),
        )


def own_commits(commits: Sequence[Commit], identity: Identity) -> int | None:
    """How many commits are the person's; None when none of the authors can be told to be them."""
    if not commits:
        return None
    mine = sum(_is_theirs(one, identity) for one in commits)
    if mine:
        return mine
    authors = {one.login or one.email or one.name for one in commits}
    return len(commits) if len(authors) == 1 and not (identity.names or identity.emails) else None


def _is_theirs(commit: Commit, identity: Identity) -> bool:
    local = commit.email.split("@", 1)[0]
    noreply = local.split("+", 1)[-1] if commit.email.endswith("@users.noreply.github.com") else ""
    if commit.email and commit.email in identity.emails:
        return True
    if identity.logins and {commit.login.lower(), noreply.lower()} & set(identity.logins):
        return True
    return any(_same_name(commit.name, name) for name in identity.names)


def _same_name(one: str, other: str) -> bool:
    """First and last name are the same; middle names, case, marks and order do not count."""
    first, second = _name(one), _name(other)
    if len(first) < 2 or len(second) < 2:
        return False
    return {first[0], first[-1]} <= set(second) or {second[0], second[-1]} <= set(first)


def _name(text: str) -> list[str]:
    plain = "".join(char for char in normalize("NFKD", text.casefold()) if not combining(char))
    return re.findall(r"[^\W\d_]{2,}", plain)


def theirs(collection: Collection, pages: Iterable[Page], own: int | None) -> str:
    """Why a repository counts as somebody else's work; empty when it does not."""
    if collection.fork and not own:
        return "A copy of another repository; no commit in it can be told to be yours."
    readme = "\n".join(page.document.text[:6_000] for page in pages if page.path.lower().startswith("readme"))
    commits = collection.history.commits if collection.history else None
    few = commits is not None and (
        len(commits) <= _FEW_COMMITS or len({one.date for one in commits}) <= _ONE_DAY
    )
    signs = 2 * bool(_NAMED_SO.search(collection.name)) + 2 * bool(_SAYS_SO.search(readme))
    signs += bool(_TOY_DATA.search(f"{collection.name.replace('-', ' ')} {readme}")) + few
    if signs >= _ENOUGH:
        return "It follows a course or tutorial: it shows learning, not yet work of your own."
    return ""
