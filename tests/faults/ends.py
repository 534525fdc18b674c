"""Builds that are ended at any moment."""

import os
import random
import signal
import subprocess
import time

CHOSEN = random.Random(7)


def duration(trial):
    """How long a build that changes something takes, the longest of a few."""
    longest = 0.0
    for name in "abab":
        trial.show(name)
        begin = time.monotonic()
        trial.build()
        longest = max(longest, time.monotonic() - begin)
    return longest


def end_builds(trial, number, moments):
    """Ends as many builds by a signal, at even random moments; those that were faster do not count. Every tenth is a
    first build."""
    patience = duration(trial)
    seen, ended, turn = "b", 0, 0
    while ended < moments and turn < 20 * moments:
        name = "ab"[turn % 2]
        if turn % 10 == 9:
            trial.forget()
            seen = "absent"
        turn += 1
        trial.show(name)
        begin = time.monotonic()
        build = trial.start()
        try:
            build.wait(CHOSEN.uniform(0, patience))
            # How long builds take changes with what else the machine does.
            patience += (time.monotonic() - begin - patience) / 10
        except subprocess.TimeoutExpired:
            build.send_signal(number)
            patience *= 1.003
        returncode = build.wait()
        when = f"{number.name} {turn}"
        if returncode not in (0, -number):
            trial.fault(f"{when}: ended with {returncode}")
        state = trial.check_state({name} if returncode == 0 else {seen, name}, when)
        moment = "after its end" if returncode == 0 else "after the exchange" if state == name else "before the exchange"
        trial.counts[f"{number.name} {moment}"] += 1
        ended += returncode == -number
        if state.startswith("torn"):
            trial.forget()
        trial.check_recovery(name, when)
        seen = name
    if ended < moments:
        trial.fault(f"only {ended} builds of {turn} could be ended by {number.name}")


def kills(trial, scale):
    """`kill -9` at 1,000 random moments of builds that alternate between two contents."""
    end_builds(trial, signal.SIGKILL, scale(1000))


def signals(trial, scale):
    """Interrupted, told to end, or the terminal closed, at 100 moments each."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        end_builds(trial, number, scale(100))


def clocks(trial, scale):
    """Dates of files that no clock ever showed: before 1970, in 2038 and 2106, tomorrow, and back again."""
    moments = [-1, 0, 1, 2**31 - 1, 2**31, 2**32 + 5, time.time() + 86_400, 951_782_400]
    for round_, moment in enumerate(moments * 2):
        name = "ab"[round_ % 2]
        trial.show(name)
        # Everything gets the same date, so that a date tells nothing of what changed.
        for folder in (trial.root / "briefings", trial.root / "static", trial.root / "pages"):
            for file in folder.iterdir():
                os.utime(file, (moment, moment))
        if round_ % 4 == 3:
            for folder, _, files in os.walk(trial.output):
                for file in files:
                    os.utime(os.path.join(folder, file), (moment, moment))
        trial.counts["dates"] += 1
        trial.check_recovery(name, f"files of second {moment}")
