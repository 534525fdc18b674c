"""Every file-system call of a build in turn: it fails, or it is the last one."""

import errno
import os
import random
import shutil

import tracer

ERRORS = [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EMFILE]
KILLS = ["kill before", "kill after"]
# A flag of `renameat2`.
EXCHANGE = 2


def fail_each(trial, scale, kind, prepare, whole=False):
    """Makes one call after the other fail in each way, until a build has no further one. What comes before the work
    folder is opened is the same in every kind, so that only one of them tries it."""
    begin = 1 if whole else opening(trial, prepare)
    for wish in KILLS + ERRORS:
        word = wish if isinstance(wish, str) else errno.errorcode[wish]
        at, missed, turn = begin, 0, 0
        # Two builds without a hit, one for each content: no call is left.
        while missed < 2:
            name = "ab"[turn % 2]
            turn += 1
            before = prepare(trial, name)
            done = tracer.trace(trial.command("--jobs", "1"), lambda call: wish if call.number == at else None)
            judge(trial, done, name, before, f"{kind}, {done.hit or 'nothing'}")
            missed = 0 if done.hit else missed + 1
            trial.counts[f"{kind}: {word}"] += bool(done.hit)
            at += scale.stride


def opening(trial, prepare):
    """The number of the call that opens the work folder."""
    prepare(trial, "a")
    found = []
    tracer.trace(trial.command("--jobs", "1"), lambda call: found.append(call.number) if trial.work_folder().name in call.path() else None)
    trial.check_recovery("a", "a build that is watched")
    return found[0]


def judge(trial, done, name, before, when):
    """The old site or the new one; success only with the new one; a message; and the next build succeeds."""
    allowed = {name} if done.returncode == 0 else {before, name}
    state = trial.check_state(allowed, f"{when} (status {done.returncode})")
    # 127: the system could not even load the program. And the standard library takes a folder that can not be closed
    # for a mistake of the program, though nothing depends on it.
    if done.returncode == 101 and "unexpected error during closedir" in done.stderr:
        trial.counts["ended by the standard library: a folder could not be closed"] += 1
    elif done.returncode not in (0, 2, 127, -9):
        trial.fault(f"{when}: ended with {done.returncode}: {done.stderr.strip()[:300]}")
    if done.returncode == 2 and "write" not in done.hit:
        trial.check_message(done, when)
    if done.returncode == 2 and state == name and before != name:
        trial.counts["failed, though the new site is out"] += 1
    if state.startswith("torn"):
        trial.forget()
    trial.check_recovery(name, when)


def change(trial, name):
    """Another content than the one that is live, and a spare that is known."""
    other = "b" if name == "a" else "a"
    if trial.state() != other:
        trial.show(other)
        trial.build()
    trial.show(name)
    return other


def first(trial, name):
    """No output yet."""
    trial.forget()
    trial.show(name)
    return "absent"


def doubtful(trial, name):
    """Another content, and a spare in disorder, as an interrupted build leaves it."""
    other = change(trial, name)
    work = trial.work_folder()
    (work / "spare").unlink(missing_ok=True)
    shutil.rmtree(work / "next" / "briefings", ignore_errors=True)
    (work / "next").mkdir(parents=True, exist_ok=True)
    (work / "next" / "briefings").write_bytes(b"half")
    return other


def changes(trial, scale):
    """Each file-system call of a build that changes something: SIGKILL, ENOSPC, EIO, EACCES, EMFILE."""
    if not tracer.AVAILABLE:
        return print("    left out: needs Linux on x86-64")
    fail_each(trial, scale, "change", change, whole=True)


def first_builds(trial, scale):
    """Each file-system call of a first build."""
    if not tracer.AVAILABLE:
        return print("    left out: needs Linux on x86-64")
    fail_each(trial, scale, "first build", first)


def mending(trial, scale):
    """Each file-system call of a build that finds its spare in disorder."""
    if not tracer.AVAILABLE:
        return print("    left out: needs Linux on x86-64")
    fail_each(trial, scale, "mending", doubtful)


def two_faults(trial, scale):
    """A kill at a random call, then another one in the build that should mend it, then peace."""
    if not tracer.AVAILABLE:
        return print("    left out: needs Linux on x86-64")
    chosen = random.Random(11)
    seen = "absent"
    for round_ in range(scale(300)):
        name = "ab"[round_ % 2]
        trial.show(name)
        for _ in range(3):
            last = chosen.randrange(20, 900)
            wish = chosen.choice(KILLS + ERRORS)
            done = tracer.trace(trial.command("--jobs", "1"), lambda call: wish if call.number == last else None)
            seen = trial.check_state({name} if done.returncode == 0 else {seen, name}, f"fault upon fault {round_}, {done.hit}")
            trial.counts["faults upon faults"] += bool(done.hit)
        trial.check_recovery(name, f"fault upon fault {round_}")
        seen = name


def sources(trial, scale):
    """A source made unreadable half-way: each opening of each file in turn is denied."""
    if not tracer.AVAILABLE:
        return print("    left out: needs Linux on x86-64")
    for file in ("site.yaml", "changed.md", "same.md", "report.txt", "changed.txt", "same.txt", "about.md", "site/briefings", "site/static"):
        for opening in (1, 2):
            for wish in (errno.EACCES, errno.EIO):
                name = "a" if trial.state() == "b" else "b"
                before = change(trial, name)
                seen = [0]

                def choose(call):
                    if not call.name.startswith("open") or not ("/" + call.path()).endswith("/" + file):
                        return None
                    seen[0] += 1
                    return wish if seen[0] == opening else None

                done = tracer.trace(trial.command("--jobs", "1"), choose)
                if done.hit:
                    trial.counts[f"source denied: {file}"] += 1
                    when = f"{file}, opening {opening}, {errno.errorcode[wish]}"
                    if done.returncode != 2:
                        trial.fault(f"{when}: ended with {done.returncode}")
                    if file not in done.stderr:
                        trial.fault(f"{when}: the message does not name the file: {done.stderr.strip()!r}")
                    judge(trial, done, name, before, when)


def durable(trial, scale):
    """A `--durable` build flushes the disk right before the exchange, and again after it."""
    if not tracer.AVAILABLE:
        return print("    left out: needs Linux on x86-64")
    changing = {"write", "writev", "pwrite64", "linkat", "unlinkat", "mkdirat", "renameat", "renameat2", "rename", "ftruncate"}
    for name in "abab":
        change(trial, name)
        made = []
        done = tracer.trace(trial.command("--jobs", "1", "--durable"), made.append)
        names = [call.name for call in made]
        exchanges = [at for at, call in enumerate(made) if call.name == "renameat2" and call.arguments[4] == EXCHANGE]
        flushes = [at for at, call in enumerate(names) if call == "syncfs"]
        if done.returncode != 0 or len(exchanges) != 1 or len(flushes) != 2:
            trial.fault(f"ended with {done.returncode}, {len(exchanges)} exchanges, {len(flushes)} flushes: {done.stderr.strip()}")
        elif not flushes[0] < exchanges[0] < flushes[1]:
            trial.fault(f"calls {flushes} flush, call {exchanges[0]} exchanges")
        elif between := changing & set(names[flushes[0] : exchanges[0]]):
            trial.fault(f"after the flush and before the exchange: {sorted(between)}")
        trial.counts["durable builds"] += 1
        trial.check_recovery(name, "a durable build")


def vanished(trial, scale):
    """The output is removed, moved away, or replaced by a foreign folder, before each call that touches it."""
    if not tracer.AVAILABLE:
        return print("    left out: needs Linux on x86-64")
    deeds = {
        "removed": lambda: shutil.rmtree(trial.output),
        "moved away": lambda: trial.output.rename(trial.folder / "moved"),
        "replaced": lambda: (trial.output.rename(trial.folder / "moved"), trial.output.mkdir(), (trial.output / "mine.txt").write_text("mine")),
    }
    for word, deed in deeds.items():
        at, missed = 100, 0
        while not missed:
            name = "a" if trial.state() == "b" else "b"
            change(trial, name)

            def choose(call):
                if call.number != at:
                    return None
                deed()
                return "look away"

            done = tracer.trace(trial.command("--jobs", "1"), choose)
            missed = done.calls < at
            trial.counts[f"output {word}"] += not missed
            when = f"output {word} before call {at}"
            if done.returncode not in (0, 2):
                trial.fault(f"{when}: ended with {done.returncode}: {done.stderr.strip()[:300]}")
            if word == "replaced" and not missed:
                # Whether it came before the exchange or after it: the foreign folder stands as it was put there.
                if not trial.output.is_dir() or os.listdir(trial.output) != ["mine.txt"]:
                    trial.fault(f"{when}: a foreign folder was not left alone (status {done.returncode})")
                shutil.rmtree(trial.output, ignore_errors=True)
            elif (state := trial.state()) not in ("a", "b", "absent"):
                trial.fault(f"{when}: {state}")
            shutil.rmtree(trial.folder / "moved", ignore_errors=True)
            trial.check_recovery(name, when)
            at += scale.stride
