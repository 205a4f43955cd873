#!/usr/bin/env python3
"""Scores stories under several thresholds, on the first half in time and on the second.

    cargo build --release -p dateline-understand --example settled_stories
    train/settled.py --program target/release/examples/settled_stories --headlines olympics.jsonl.gz \
        0.5,0.8,2,0.34 0.5,2,2,1

Records need `gold_story`. Each list of thresholds is join_probability,fit_probability,fit_publishers,fit_share of
`WindowSettings`; a fit_probability above 1 joins nothing. Printed are BCubed F1 and pairwise F1 of the stories that articles
were placed in when they came, and of those that they stand in at the end. Thresholds are chosen on the first half.
"""
import argparse
import collections
import gzip
import json
import pathlib
import subprocess


def pairs(labels) -> int:
    return sum(n * (n - 1) // 2 for n in collections.Counter(labels).values())


def harmonic(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0


def scores(gold: list, found: list) -> str:
    both, by_gold, by_found = (collections.Counter(x) for x in (zip(gold, found), gold, found))
    p = sum(n * n / by_found[f] for (_, f), n in both.items()) / len(gold)
    r = sum(n * n / by_gold[g] for (g, _), n in both.items()) / len(gold)
    true = pairs(zip(gold, found))
    q, s = true / max(1, pairs(found)), true / max(1, pairs(gold))
    return f"{harmonic(p, r):.3f} {harmonic(q, s):.3f}"


def run(program: str, records: list, thresholds: list) -> list:
    sent = "".join(json.dumps({k: v for k, v in r.items() if not k.startswith("gold_")}) + "\n" for r in records)
    done = subprocess.run([program], input=" ".join(thresholds) + "\n" + sent, stdout=subprocess.PIPE, text=True, check=True)
    blocks = done.stdout.split("\n\n")
    return [[line.split("\t")[1:] for line in block.splitlines()] for block in blocks if block]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--program", required=True)
    options.add_argument("--headlines", type=pathlib.Path, required=True)
    options.add_argument("--language", help="this language alone")
    options.add_argument("thresholds", nargs="+")
    chosen = options.parse_args()
    with gzip.open(chosen.headlines, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    records = [r for r in records if not chosen.language or r["language"] == chosen.language]
    middle = len(records) // 2
    parts = {"first": records[:middle], "second": records[middle:], "whole": records}
    found = {name: run(chosen.program, part, chosen.thresholds) for name, part in parts.items()}
    for at, thresholds in enumerate(chosen.thresholds):
        line = []
        for name, part in parts.items():
            gold = [record["gold_story"] for record in part]
            placed, stands = zip(*found[name][at])
            line.append(f"{name}: came {scores(gold, placed)} end {scores(gold, stands)}")
        print(thresholds, " | ".join(line))


if __name__ == "__main__":
    main()
