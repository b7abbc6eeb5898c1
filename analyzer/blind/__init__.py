"""Blind mode: who the person is, masked everywhere and in the same way, in texts, exports and page images.

What is masked: the name, contact data, addresses, pronouns and forms of address, ages and years of study,
schools, employers; on page images also every picture. It helps a coach to look at the work alone. It is no
anonymity: a person's career can be recognized by who knows it.
"""

from analyzer.blind.identity import identity
from analyzer.blind.masking import Mask, blind, windows
from analyzer.blind.records import KINDS, Identity, Kind

__all__ = ["KINDS", "Identity", "Kind", "Mask", "blind", "identity", "windows"]
