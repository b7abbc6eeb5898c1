"""The job market as a whole: postings imported, kept, counted, and matched with people.

::

    files, addresses -> Adverts -> Jobs, Facts -> the store and its index      JobMarket.import_files
    Facts -> demand, trends, gaps                                              analyzer.market
    Profile x index -> ranked postings, share cleared                          Market.rank

Two markets are known: the snapshot that ships with the program, and the user's own postings.
"""

from analyzer.jobmarket.clearing import path_clearing, report_clearing, roadmap_clearing
from analyzer.jobmarket.doors import JobMarket, snapshot_market
from analyzer.jobmarket.importing import Imported, Progress
from analyzer.jobmarket.market import CLEARED_FROM, Cleared, Coverage, Effect, Market, Ranked, Ranking, Step
from analyzer.jobmarket.rereading import Reread

__all__ = [
    "CLEARED_FROM",
    "Cleared",
    "Coverage",
    "Effect",
    "Imported",
    "JobMarket",
    "Market",
    "Progress",
    "Ranked",
    "Ranking",
    "Reread",
    "Step",
    "path_clearing",
    "report_clearing",
    "roadmap_clearing",
    "snapshot_market",
]
