"""Run every system over the question set and print the three rates."""
import argparse
import csv

from judge import clause_match, refused
from retrieve import SYSTEMS


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--set", required=True)
    p.add_argument("--k", type=int, default=6)
    args = p.parse_args()
    with open(args.set, newline="", encoding="utf-8") as f:
        rows = list(csv.DictReader(f))
    for name, answer in SYSTEMS.items():
        clause = silent = unanswerable = 0
        for row in rows:
            reply = answer(row["question"], k=args.k)
            if row["clause"]:
                clause += clause_match(reply, row["clause"])
            else:
                unanswerable += 1
                silent += refused(reply)
        print(f"{name:10} clause {clause}/{len(rows) - unanswerable}  refused {silent}/{unanswerable}")


if __name__ == "__main__":
    main()
