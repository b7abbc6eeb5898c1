"""Portfolios: folders, repositories, sites, notebooks and exports -> Documents and projects.

::

    place -> Collections of files -> pages (Document + Outline) -> drafts -> projects

Nothing of a portfolio is executed, and nothing is fetched but the addresses that the user names.
"""

from analyzer.portfolio.collection import Bounds, Collection, Commit, File, History
from analyzer.portfolio.exposed import exposed_in
from analyzer.portfolio.fetch import Fetcher, FetchLimits, FetchRefused
from analyzer.portfolio.findings import findings_of
from analyzer.portfolio.gather import from_source, gather, is_address
from analyzer.portfolio.github import GitHub
from analyzer.portfolio.links import broken_in
from analyzer.portfolio.projects import projects_of
from analyzer.portfolio.reading import PORTFOLIO_LIMITS, Shelved, read_collection
from analyzer.portfolio.whose import Identity

__all__ = [
    "PORTFOLIO_LIMITS",
    "Bounds",
    "Collection",
    "Commit",
    "FetchLimits",
    "FetchRefused",
    "Fetcher",
    "File",
    "GitHub",
    "History",
    "Identity",
    "Shelved",
    "broken_in",
    "exposed_in",
    "findings_of",
    "from_source",
    "gather",
    "is_address",
    "projects_of",
    "read_collection",
]
