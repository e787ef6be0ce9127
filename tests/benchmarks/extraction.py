"""Speed of the extraction as ratios, each against a stated reference in the same run.

    python -m tests.benchmarks.extraction [FILE…]

Without files the specimen texts of ``fixtures/documents`` are used, which hold a figure in every
21 characters; saved pages hold one in some 280, and understanding a figure is what costs. Printed,
median of five:
the whole extraction of a text over ``jieba.lcut`` of its clean form; ten times the text over the
text; hostile megabytes over an ordinary one; peak memory of a fresh process for a 5 MB text.
"""

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import jieba

from plans.extraction import Gazetteer, extract, read

ROOT = Path(__file__).resolve().parents[2]
RUNS = 5
MEGABYTE = 1024 * 1024

HOSTILE = {
    "one digit": "7",
    "one bracket": "（",
    "outline mark": "一、",
    "nested brackets": "（" * 10_000 + "）" * 10_000,
    "quantities": "12所",
    "spaces": "中 ",
    "question marks": "?",
    "pinyin": "網(wǎng)",
    "lost bytes": "中?",
    "torn characters": "學??茖W",
    "tabs": "1\t",
}

PEAK = """
import resource, sys
from pathlib import Path
from plans.extraction import Gazetteer, extract, read
gazetteer = Gazetteer.load(Path(sys.argv[1]))
data = Path(sys.argv[2]).read_bytes()
extract(read("text.txt", data), gazetteer=gazetteer)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def seconds(call, *arguments, **named):
    """Median time of ``RUNS`` calls."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        call(*arguments, **named)
        times.append(time.perf_counter() - start)
    return median(times)


def reading(text):
    """A reading of a text, as if it had been a UTF-8 file."""
    return read("text.txt", text.encode())


def megabyte_of(text):
    """The text repeated to a megabyte of UTF-8, its last character whole."""
    repeated = text * (MEGABYTE // len(text.encode()) + 1)
    return repeated.encode()[:MEGABYTE].decode(errors="ignore")


def peak_memory(text, folder):
    """Peak resident memory in MiB of a fresh process that extracts the text."""
    path = folder / "five-megabytes.txt"
    path.write_text(text, encoding="utf-8")
    command = [sys.executable, "-c", PEAK, str(ROOT / "fixtures" / "regions"), str(path)]
    return int(subprocess.run(command, capture_output=True, check=True, cwd=ROOT).stdout)


def main(paths):
    gazetteer = Gazetteer.load(ROOT / "fixtures" / "regions")
    jieba.initialize()
    texts = {p.name: read(p.name, p.read_bytes()) for p in paths}
    joined = "\n".join(r.text for r in texts.values())
    texts["all together"] = reading(joined)
    print(f"{'text':32} {'chars':>9} {'figures':>8} {'extract s':>10} {'jieba s':>8} {'ratio':>6}")
    for name, each in texts.items():
        found = extract(each, gazetteer=gazetteer)
        figures = sum(len(d.statements) for d in found.documents)
        ours = seconds(extract, each, gazetteer=gazetteer)
        theirs = seconds(jieba.lcut, found.repaired.text.value)
        row = f"{name:32} {len(each.text):9} {figures:8} {ours:10.3f} {theirs:8.3f}"
        print(row, f"{ours / theirs:6.2f}")

    once = seconds(extract, reading(joined), gazetteer=gazetteer)
    tenfold = seconds(extract, reading("\n".join([joined] * 10)), gazetteer=gazetteer)
    print(f"\nten times the text: {tenfold / once:.2f} times the time (at most 11)")

    ordinary = seconds(extract, reading(megabyte_of(joined)), gazetteer=gazetteer)
    print(f"an ordinary megabyte: {ordinary:.2f} s; hostile ones as multiples of it (at most 5):")
    for name, piece in HOSTILE.items():
        hostile = seconds(extract, reading(megabyte_of(piece)), gazetteer=gazetteer)
        print(f"  {name:20} {hostile / ordinary:6.2f}")

    folder = ROOT / "var"
    folder.mkdir(exist_ok=True)
    five = megabyte_of(joined) * 5
    print(f"peak memory, 5 MB of text: {peak_memory(five, folder)} MiB (under 400)")


if __name__ == "__main__":
    given = [Path(argument) for argument in sys.argv[1:]]
    main(given or sorted((ROOT / "fixtures" / "documents").glob("*.txt")))
