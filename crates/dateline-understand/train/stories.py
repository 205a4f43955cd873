#!/usr/bin/env python3
"""Learns the weights of the story placer and writes them into src/stories/weights.rs.

    cargo build --release -p dateline-understand --example story_features
    train/stories.py --features target/release/examples/story_features --headlines olympics.jsonl.gz \
        --articles articles.jsonl.gz --pages pages.jsonl.gz ... --day demo/day

What it learns from:
headlines  Records of `dateline group` with `gold_story`, in time order: OG2021, headlines of the Tokyo Games in nine
           languages. The first half in time is learned from; the second half is for scoring.
articles, pages
           Whole texts without stories (Article-Bias-Prediction; news pages with `title` and `body`). `pairs.tsv` holds
           our own judgement of 289 pairs of them: is this article's event that of the article found nearest? Pages are
           read as if all had come in one moment, since what they show is which unrelated articles look alike.
day        The demo's news day, which says for each article of which invented event it tells.
vectors    Weights for articles that have the vector of a sentence model are learned apart, from the same records:
           `--dump records.jsonl` writes them, `train/vectors.py` adds a vector to each, `--vectors with.jsonl` reads those.
           Without it the weights with vectors are those without.

Pairs are those that the present weights propose, so run it, build, and run it again until little changes.

Logistic regression by Newton's method. Whole texts are few, so their weights are drawn towards PRIOR, written by hand from
what a person expects; headlines are many and start from zero. Nothing but the standard library is needed; about half a minute,
twice as long with vectors. `cargo fmt` afterwards.
"""
import argparse
import datetime
import gzip
import json
import math
import pathlib
import re
import subprocess
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
NAMES = ("bias title_centroid title_nearest title_second body_centroid body_nearest names rare numbers hours_since_last "
         "hours_since_first size recent mass rival_title_centroid rival_title_nearest rival_body_nearest rival_rare shared vector rival_vector").split()
PRIOR = {
    "bodies": dict(bias=-3.5, title_centroid=0.5, title_nearest=1, body_centroid=5, body_nearest=6, names=0.5, rare=0.5,
                   numbers=0.2, hours_since_last=-0.2),
    "bodies_across": dict(bias=-3.5, title_centroid=0.5, title_nearest=1, body_centroid=6, body_nearest=6, names=0.5, rare=0.3,
                          numbers=0.8, hours_since_last=-0.3, shared=0.4),
}
# How strongly weights are drawn towards their prior: chosen by six-fold cross-validation on the pairs.
PULL = {"titles": 3.0, "titles_across": 3.0, "bodies": 3.0, "bodies_across": 1.0}
# Added to the bias. Learning sees whole stories where placing sees broken ones, and pairs were picked among the hard cases:
# both make it too careful. Those of titles are chosen on the quarters of the headlines in time, each placed in an empty
# window: one that knows little yet and is too bold takes a whole topic for one story.
SHIFT = {"titles": -0.3, "titles_across": 1.0, "bodies": 0.2, "bodies_across": 0.4}


def read(path: pathlib.Path) -> list:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def first_half(records: list) -> list:
    return records[: len(records) // 2]


def originals(records: list) -> list:
    """Real articles alone, without the made-up copies that may be among them."""
    return [{k: r[k] for k in ("id", "publisher", "headline", "text", "published")} for r in records if not r.get("gold_copy_of")]


def page(record: dict) -> dict:
    body = record.get("body") or ""
    text = body if isinstance(body, str) else "\n\n".join(body)
    language = {"DE": "de", "AT": "de", "CH": "de", "LI": "de", "FR": "fr", "ES": "es", "BR": "pt", "IT": "it", "JP": "ja"}
    return {"id": record["id"], "headline": record.get("title") or "", "text": text, "published": "2026-06-14T18:00:00Z",
            "language": language.get((record.get("cc") or "").upper(), "en")}


def news_day(folder: pathlib.Path) -> list:
    """The demo's articles in time order, with their events."""
    publishers = {p["slug"]: p for p in tomllib.loads((folder / "publishers.toml").read_text())["publisher"]}
    start, found = datetime.datetime(2026, 6, 14, 18), []
    for path in sorted(folder.glob("*/*.md")):
        head, text = re.match(r"\+\+\+\n(.*?)\n\+\+\+\n(.*)", path.read_text(), re.S).groups()
        head, publisher = tomllib.loads(head), publishers[path.parent.name]
        if "hours_ago" not in head:
            continue
        name = f"{path.parent.name}/{path.stem}"
        published = start - datetime.timedelta(hours=head["hours_ago"])
        found.append({"id": name, "headline": head["headline"], "text": re.sub(r"\{[^}]*\}", "", text), "publisher": publisher["name"],
                      "published": f"{published:%Y-%m-%dT%H:%M:%SZ}", "language": head.get("language", publisher["language"])[:2],
                      "gold_story": head.get("event") or name})
    return sorted(found, key=lambda record: record["published"])


def rows(program: str, records: list, pairs: dict):
    """(kind of weights, features, 1 or 0) for each candidate whose truth is known."""
    sent = "".join(json.dumps(record) + "\n" for record in records)
    done = subprocess.run([program], input=sent, stdout=subprocess.PIPE, text=True, check=True)
    for line in done.stdout.splitlines():
        article, nearest, gold, bodies, across, *features = line.split("\t")
        truth = gold or pairs.get((article, nearest))
        if truth:
            kind = ("bodies" if bodies == "1" else "titles") + ("_across" if across == "1" else "")
            yield kind, [float(f) for f in features], float(truth)


def fit(examples: list, prior: list, pull: float) -> list:
    """The most probable weights: Newton's method on the logistic likelihood with a Gaussian around `prior`."""
    size, weights = len(prior), list(prior)
    for _ in range(12):
        slope = [-(0.01 if i == 0 else pull) * (weights[i] - prior[i]) for i in range(size)]
        bend = [[(0.01 if i == 0 else pull) * (i == j) for j in range(size)] for i in range(size)]
        for features, truth in examples:
            at = max(-30.0, min(30.0, sum(w * f for w, f in zip(weights, features))))
            p = 1 / (1 + math.exp(-at))
            active = [(i, f) for i, f in enumerate(features) if f]
            for i, f in active:
                slope[i] += (truth - p) * f
                row, scaled = bend[i], p * (1 - p) * f
                for j, g in active:
                    row[j] += scaled * g
        weights = [w + s for w, s in zip(weights, solve(bend, slope))]
    return weights


def learn(program: str, sets: list, pairs: dict) -> dict:
    """The weights of each kind from these sets of records."""
    examples = {kind: [] for kind in PULL}
    for records in sets:
        for kind, features, truth in rows(program, records, pairs):
            examples[kind].append((features, truth))
    table = {}
    for kind, found in examples.items():
        prior = [PRIOR.get(kind, {}).get(name, 0.0) for name in NAMES]
        table[kind] = fit(found, prior, PULL[kind])
        table[kind][0] += SHIFT[kind]
        print(f"{kind}: {len(found)} examples, {sum(truth for _, truth in found):.0f} of them true")
        print("   " + ", ".join(f"{name} {weight:.2f}" for name, weight in zip(NAMES, table[kind])))
    return table


def solve(matrix: list, right: list) -> list:
    """Gauss's elimination; the matrix is positive definite."""
    size, rows_ = len(right), [list(row) + [value] for row, value in zip(matrix, right)]
    for i in range(size):
        for k in range(i + 1, size):
            factor = rows_[k][i] / rows_[i][i]
            rows_[k] = [a - factor * b for a, b in zip(rows_[k], rows_[i])]
    found = [0.0] * size
    for i in reversed(range(size)):
        found[i] = (rows_[i][size] - sum(rows_[i][j] * found[j] for j in range(i + 1, size))) / rows_[i][i]
    return found


def write(path: pathlib.Path, tables: dict) -> None:
    body = ""
    for name, table in tables.items():
        body += f"            {name}: Columns {{\n"
        body += "".join(f"                {kind}: [{', '.join(f'{w:.3f}' for w in table[kind])}],\n" for kind in table)
        body += "            },\n"
    source = path.read_text()
    start, end = source.index("        Weights {\n") + len("        Weights {\n"), source.index("        }\n    }\n}\n")
    path.write_text(source[:start] + body + source[end:])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--features", required=True, help="the built example story_features")
    options.add_argument("--headlines", type=pathlib.Path, required=True)
    options.add_argument("--articles", type=pathlib.Path, required=True)
    options.add_argument("--pages", type=pathlib.Path, nargs="+", required=True)
    options.add_argument("--day", type=pathlib.Path, required=True)
    options.add_argument("--dump", type=pathlib.Path, help="only write the records, for train/vectors.py")
    options.add_argument("--vectors", type=pathlib.Path, help="the records with vectors")
    chosen = options.parse_args()
    pairs = {(a, b): truth for a, b, truth in (line.split("\t") for line in (HERE / "pairs.tsv").read_text().splitlines()[1:])}
    sets = [first_half(read(chosen.headlines)), originals(read(chosen.articles)),
            [page(record) for path in chosen.pages for record in read(path)], news_day(chosen.day)]
    if chosen.dump:
        chosen.dump.write_text("".join(json.dumps(record) + "\n" for records in sets for record in records))
        return
    words = vectors = learn(chosen.features, sets, pairs)
    if chosen.vectors:
        known = {record["id"]: record["vector"] for record in read(chosen.vectors)}
        print("with vectors:")
        vectors = learn(chosen.features, [[{**r, "vector": known[r["id"]]} for r in records] for records in sets], pairs)
    write(HERE.parent / "src" / "stories" / "weights.rs", {"words": words, "vectors": vectors})


if __name__ == "__main__":
    main()
