"""How fast claims are read, against markdown-it-py's own parse of the same bytes."""

import os
import time

from markdown_it import MarkdownIt

from readiness.claims.find import find
from readiness.claims.statements import Text
from readiness.model import Source, SourceKind

PARAGRAPH = """## Part {n}

The module {n} reads its input in one pass and keeps nothing of it. See `pkg/mod_{n}.py`
for the details, and [the guide](guide.md) for how it is configured. The order of the keys
is kept, *unless* the caller asks for another; a key that stands twice is taken once.

Larger inputs are cut into pieces, which are read side by side. What comes out of them is put
together again in the order of the pieces, so that the caller never sees where a piece began.
A piece that cannot be read is told to the **caller**, together with its number and its place.

- It has three options, of which the first is usual.
- All {n} tests pass, with 87 % coverage.
- [ ] Documentation complete

| Option | Default | Meaning |
| ------ | ------- | ------- |
| `size` | 1{d} | the size of a piece |
| `keep` | no | whether the order is kept |

```python
for piece in read("input-{n}", size=1{d}):
    print(piece)
```

> Somebody said that it was production-ready.

"""


BATCH = 1000


def speed(count: int) -> int:
    """Reads ``count`` Markdown files of about 10 kB with all processors, and parses them alone.

    The two take turns, batch by batch, so that what else the machine does slows both.
    """
    texts = [
        "# Document\n\n" + "".join(PARAGRAPH.format(n=n + k, d=k % 10) for k in range(9))
        for n in range(count)
    ]
    size = sum(map(len, texts)) / 1e6
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    alone = alone_busy = ours = 0.0
    total = 0
    begin_busy = processor_time()
    for start in range(0, count, BATCH):
        batch = texts[start : start + BATCH]
        begin, busy = time.perf_counter(), time.process_time()
        for each in batch:
            parser.parse(each)
        turn, alone_busy = time.perf_counter(), alone_busy + time.process_time() - busy
        total += claims_in(batch)
        alone, ours = alone + turn - begin, ours + time.perf_counter() - turn
    ours_busy = processor_time() - begin_busy - alone_busy
    print(
        f"{count} files, {size:.0f} MB: markdown-it-py alone {alone:.1f} s; "
        f"{total} claims found in {ours:.1f} s, {ours / alone:.2f} times as long"
    )
    times = f"{ours_busy / alone_busy:.2f} times"
    print(f"processor time: {alone_busy:.1f} s and {ours_busy:.1f} s, {times}")
    return 0 if ours <= 2 * alone else 1


def processor_time() -> float:
    """Seconds of all processors so far, in this process and its ended children."""
    return sum(os.times()[:4])


def claims_in(texts: list[str]) -> int:
    source = Source(kind=SourceKind.DOCUMENT)
    return len(find(Text(source=source, text=each, path="a.md") for each in texts))
