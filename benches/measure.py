#!/usr/bin/env python3
"""Measures whole runs of the release build on generated documents and prints the rows of the design's table.

Why: in-process benches say what costs; the promise is about the program as people run it. Runs of the program and of an
optional peer alternate (A B A B), so that a machine whose speed drifts still gives a fair ratio.

  benches/measure.py --generator ../shared/bench/gen_corpus.py [--peer 'COMMAND DIR JOBS'] [--runs 5]

The peer is any command that takes the folder and the number of threads as its last two arguments. Standard library only.
"""
import argparse, math, os, shlex, shutil, statistics, subprocess, sys, tempfile, time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

def run(command):
    """Wall seconds, processor seconds and peak memory in MiB of one run."""
    started = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    return time.monotonic() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024

def median(rows, column):
    return statistics.median(row[column] for row in rows)

def workspace(generator, folder, documents):
    target = os.path.join(folder, str(documents))
    shutil.copytree(os.path.join(ROOT, "benches", "workspace"), target)
    made = os.path.join(target, "documents")
    subprocess.run([sys.executable, generator, "--docs", str(documents), "--out", made], check=True,
                   stdout=subprocess.DEVNULL)
    os.remove(made + ".expected.json")
    return target

def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--generator", required=True)
    arguments.add_argument("--program", default=os.path.join(ROOT, "target", "release", "ombud"))
    arguments.add_argument("--peer")
    arguments.add_argument("--runs", type=int, default=5)
    given = arguments.parse_args()
    day = ["--as-of", "2026-11-22"]
    with tempfile.TemporaryDirectory() as folder:
        walls = {}
        for documents in (1_000, 10_000):
            target = workspace(given.generator, folder, documents)
            for jobs in (1, 2):
                own = [given.program, "check", target, "--output-format", "json-v1", "--jobs", str(jobs), *day]
                peer = [*shlex.split(given.peer), target, str(jobs)] if given.peer else None
                rows, peers = [], []
                for _ in range(given.runs):
                    rows.append(run(own))
                    if peer:
                        peers.append(run(peer))
                wall, cpu, memory = (median(rows, column) for column in range(3))
                walls[documents, jobs] = cpu
                line = f"{documents:6} documents, {jobs} thread(s): wall {wall:.3f} s, cpu {cpu:.3f} s, {memory:.0f} MiB"
                if peers:
                    line += f"; against the peer: wall x {wall / median(peers, 0):.2f}, cpu x {cpu / median(peers, 1):.2f}"
                print(line, flush=True)
        print(f"growth 1,000 to 10,000, cpu, one thread: exponent {math.log10(walls[10_000, 1] / walls[1_000, 1]):.3f}")
        one = os.path.join(folder, "one")
        os.makedirs(one)
        shutil.copy(os.path.join(ROOT, "examples", "service-desk", "organisation.toml"), one)
        single = [run([given.program, "check", one, "--allow-empty", *day]) for _ in range(60)]
        print(f"one document, whole process, built-in packs: wall {median(single, 0) * 1000:.1f} ms, cpu {median(single, 1) * 1000:.1f} ms")

if __name__ == "__main__":
    main()
