"""Score the permit assistant's answers against the lawyers' marks."""
import argparse
import csv

import yaml


def kappa(a, b):
    n = len(a)
    same = sum(x == y for x, y in zip(a, b)) / n
    labels = set(a) | set(b)
    chance = sum((a.count(l) / n) * (b.count(l) / n) for l in labels)
    return (same - chance) / (1 - chance) if chance < 1 else 1.0


def share(rows, field):
    return sum(r[field] == "yes" for r in rows) / len(rows)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--config", required=True)
    ap.add_argument("--marks", default="marks.csv")
    ap.add_argument("--out", default="scores.csv")
    args = ap.parse_args()
    cfg = yaml.safe_load(open(args.config))
    rows = list(csv.DictReader(open(args.marks)))
    with open(args.out, "w", newline="") as f:
        w = csv.writer(f)
        w.writerow(["chunk", "heading", "in_keur", "complete", "fined"])
        for s in cfg["settings"]:
            mine = [r for r in rows if r["chunk"] == str(s["chunk"]) and r["heading"] == str(s["heading"])]
            w.writerow([s["chunk"], s["heading"], *(round(share(mine, k), 2) for k in ("in_keur", "complete", "fined"))])


if __name__ == "__main__":
    main()
