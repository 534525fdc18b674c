"""Breaks builds in every way at hand and says what became of the published site. See README.md."""

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

import calls
import crowds
import disks
import ends
from trial import Trial

FAMILIES = {
    "kills": ends.kills,
    "signals": ends.signals,
    "clocks": ends.clocks,
    "changes": calls.changes,
    "first-builds": calls.first_builds,
    "mending": calls.mending,
    "two-faults": calls.two_faults,
    "sources": calls.sources,
    "durable": calls.durable,
    "vanished": calls.vanished,
    "readers": crowds.readers,
    "pairs": crowds.pairs,
    "full": disks.full,
    "read-only": disks.read_only,
    "other-disks": disks.other_disks,
}


class Scale:
    """How much of everything: all of it, or every n-th."""

    def __init__(self, stride):
        self.stride = stride

    def __call__(self, count):
        return max(10, count // self.stride)


def main():
    repository = Path(__file__).resolve().parents[2]
    parser = argparse.ArgumentParser(prog="python3 tests/faults", description=__doc__)
    parser.add_argument("families", nargs="*", metavar="FAMILY", help=f"which ones; all by default: {', '.join(FAMILIES)}")
    parser.add_argument("--binary", type=Path, default=repository / "target/debug/briefpress", help="the program to test")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="try only every N-th moment and call")
    chosen = parser.parse_args()
    if unknown := set(chosen.families) - FAMILIES.keys():
        parser.error(f"no family {', '.join(sorted(unknown))}")
    if not chosen.binary.is_file():
        parser.error(f"there is no {chosen.binary}; `cargo build` makes it")

    # Who is started in the background has SIGINT ignored, and so would the builds.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    total = 0
    for name in chosen.families or FAMILIES:
        family = FAMILIES[name]
        print(f"{name}: {family.__doc__.strip().splitlines()[0]}", flush=True)
        folder = Path(tempfile.mkdtemp(prefix="briefpress-faults-"))
        begin = time.monotonic()
        try:
            # A copy, for somebody may build the program anew meanwhile.
            binary = Path(shutil.copy2(chosen.binary, folder / "briefpress"))
            os.chmod(folder, 0o755)
            trial = Trial(binary, folder / "trial")
            family(trial, Scale(chosen.every))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        for what, count in sorted(trial.counts.items()):
            print(f"    {count:6} {what}")
        print(f"    {len(trial.faults):6} faults, {time.monotonic() - begin:.0f} s", flush=True)
        total += len(trial.faults)
    print(f"{total} faults")
    return min(total, 1)


if __name__ == "__main__":
    sys.exit(main())
