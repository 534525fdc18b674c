"""Readers while the site is rebuilt, and builds at the same time."""

import hashlib
import multiprocessing
import os


def read_on(output, pages, stop, results):
    """Reads pages over and over; each must be there and be one of two."""
    reads, faults = 0, []
    while not stop.is_set():
        for page, known in pages.items():
            reads += 1
            try:
                with open(os.path.join(output, page), "rb") as file:
                    content = file.read()
            except OSError as lacking:
                faults.append(f"{page}: {lacking}")
                continue
            if hashlib.sha256(content).hexdigest() not in known:
                faults.append(f"{page}: cut or strange, {len(content)} bytes")
    results.put((reads, faults[:5], len(faults)))


def readers(trial, scale):
    """Four readers that poll through 1,000 rebuilds see no missing and no cut page."""
    a, b = trial.expected["a"], trial.expected["b"]
    pages = {page: {a[page], b[page]} for page in a.keys() & b.keys()}
    trial.show("a")
    trial.build()
    stop, results = multiprocessing.Event(), multiprocessing.Queue()
    people = [multiprocessing.Process(target=read_on, args=(trial.output, pages, stop, results)) for _ in range(4)]
    for person in people:
        person.start()
    for round_ in range(scale(1000)):
        trial.show("ba"[round_ % 2])
        if (done := trial.build()).returncode != 0:
            trial.fault(f"rebuild {round_}: ended with {done.returncode}: {done.stderr.strip()}")
        trial.counts["rebuilds"] += 1
    stop.set()
    for _ in people:
        reads, faults, count = results.get()
        trial.counts["pages read"] += reads
        if count:
            trial.fault(f"a reader had {count} faults: {faults}")
    for person in people:
        person.join()


def pairs(trial, scale):
    """200 pairs of builds at once: one may be refused, neither does harm."""
    for pair in range(scale(200)):
        name = "ab"[pair % 2]
        if pair % 20 == 19:
            trial.forget()
        trial.show(name)
        both = [trial.start(), trial.start("--no-cache")]
        ends = sorted(build.wait() for build in both)
        trial.counts[{(0, 0): "both built", (0, 2): "one was refused"}.get(tuple(ends), "otherwise")] += 1
        if ends not in ([0, 0], [0, 2]):
            trial.fault(f"pair {pair}: ended with {ends}")
        trial.check_state({name}, f"pair {pair}")
        if left := trial.leftovers():
            trial.fault(f"pair {pair}: left over: {left}")
    trial.show("a")
    holding = trial.start()
    told = trial.build()
    holding.wait()
    if told.returncode == 2 and f"process {holding.pid}" not in told.stderr:
        trial.fault(f"the refused build is not told who holds the output: {told.stderr}")
