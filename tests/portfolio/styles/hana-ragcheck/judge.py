"""Mechanical checks. Whether an answer is right is left to the bylaw officers."""
import re

SORRY = re.compile(r"(not|cannot|can't) (find|answer)|no clause|i don.t know", re.I)


def clause_match(reply, clause):
    return clause.lower() in reply.lower()


def refused(reply):
    return bool(SORRY.search(reply))
