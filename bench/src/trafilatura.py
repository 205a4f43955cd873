"""Reads pages with trafilatura (Python), as `cargo xtask bench pages --against` asks.

One JSON object a line comes in (`url`, `html`). Its defaults are used, with metadata, which is what
we read too. The last line out is the CPU time of reading alone, in seconds: starting Python and
importing the library are not counted.
"""
import json
import resource
import sys

import trafilatura


def spent() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


pages = [json.loads(line) for line in sys.stdin]
start = spent()
for page in pages:
    trafilatura.bare_extraction(page["html"], url=page["url"], with_metadata=True)
print(spent() - start)
