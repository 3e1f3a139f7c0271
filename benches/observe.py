#!/usr/bin/env python3
"""How much time and memory a log of a million rows takes, beside reading it and doing nothing.

    observe.py [ROWS]     default: 1000000

Each figure is the median of nine runs in processes of their own, the two programs in turn. `spread` scatters the events
of a case over the whole log, `sorted` writes case after case. Exit 1 when a promise is broken: at most 64 MiB, and at most
1.5 times the time of bare reading.
"""

import pathlib
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
MOST_KIB = 64 << 10
MOST_TIMES = 1.5
RUNS = 9


def program():
    command = ["cargo", "bench", "--locked", "--bench", "observe", "--no-run", "--message-format", "short"]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stderr
    return ROOT / said.rsplit("(", 1)[1].split(")", 1)[0]


def run(binary, *words):
    return subprocess.run([binary, *words], check=True, capture_output=True, text=True).stdout.split()


def main():
    rows = sys.argv[1] if len(sys.argv) > 1 else "1000000"
    binary = program()
    broken = False
    for order in ["sorted", "spread"]:
        with tempfile.TemporaryDirectory() as folder:
            run(binary, "generate", folder, rows, order)
            size = (pathlib.Path(folder) / "log.csv").stat().st_size
            taken = {"bare": [], "observe": []}
            for _ in range(RUNS):
                for what, list_ in taken.items():
                    count, millis, kib = run(binary, what, folder)
                    assert count == rows, (count, rows)
                    list_.append((float(millis), int(kib)))
            bare = statistics.median(millis for millis, _ in taken["bare"])
            observe = statistics.median(millis for millis, _ in taken["observe"])
            most = max(kib for _, kib in taken["observe"])
            times = observe / bare
            print(f"{order}: {rows} rows, {size / 1e6:.0f} MB: bare {bare:.0f} ms, observe {observe:.0f} ms "
                  f"({times:.2f} times), most {most / 1024:.1f} MiB")
            broken = broken or times > MOST_TIMES or most > MOST_KIB
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
