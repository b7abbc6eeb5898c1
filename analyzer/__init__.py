"""Resume and portfolio analyser with job-market matching for AI project managers and their coaches.

Start with :mod:`analyzer.service`: it tells the whole story on one screen.
"""

__version__ = "0.1.0"
