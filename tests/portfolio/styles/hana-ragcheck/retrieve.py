"""Two retrievers over the clause index; the supplier's bot is called over HTTP."""
from rank_bm25 import BM25Okapi


def load_clauses(path="clauses.txt"):
    with open(path, encoding="utf-8") as f:
        return [line.strip() for line in f if line.strip()]


def bm25(question, k):
    clauses = load_clauses()
    index = BM25Okapi([c.split() for c in clauses])
    return index.get_top_n(question.split(), clauses, n=k)


SYSTEMS = {"plain": lambda q, k: "\n".join(bm25(q, k))}
