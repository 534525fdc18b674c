"""Disks that are full, can only be read, or can not do all that a disk should. Mounting needs the administrator."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import calls
import ends
from trial import Trial, snapshot


@contextlib.contextmanager
def mounted(kind, options, size=0):
    """A disk of its own; `None` where it can not be had."""
    folder = Path(tempfile.mkdtemp(prefix="briefpress-disk-"))
    image = folder.with_suffix(".image")
    source = kind
    try:
        if size:
            make = shutil.which(f"mkfs.{kind.split('-')[0]}")
            if make is None:
                yield None
                return
            image.write_bytes(b"")
            os.truncate(image, size)
            subprocess.run([make, image], check=True, capture_output=True)
            source, options = image, ",".join(filter(None, ["loop", options]))
        mount = ["mount", "-t", kind, *(["-o", options] if options else []), source, folder]
        done = subprocess.run(mount, capture_output=True)
        if done.returncode != 0:
            yield None
            return
        try:
            yield folder
        finally:
            subprocess.run(["umount", folder], check=True)
    finally:
        folder.rmdir()
        image.unlink(missing_ok=True)


def on(trial, disk):
    """The same site with its output on another disk."""
    return Trial(trial.binary, Path(tempfile.mkdtemp(dir=trial.folder)) / "x", Path(disk) / "output")


def take_over(trial, other, word):
    trial.faults += [f"{word}: {fault}" for fault in other.faults]
    trial.counts.update({f"{word}: {what}": count for what, count in other.counts.items()})


def full(trial, scale):
    """Small disks that are filled until some bytes, or some files, are left."""
    for word, options in (("2 MB", "size=2m"), ("few files", "size=8m,nr_inodes=400")):
        with mounted("tmpfs", options) as disk:
            if disk is None:
                print("    left out: a disk of its own needs the administrator")
                return
            fill(on(trial, disk), disk, scale, word, trial)


def fill(site, disk, scale, word, trial):
    ballast = disk / "ballast"
    site.show("a")
    if (done := site.build()).returncode != 0:
        return trial.fault(f"{word}: {done.stderr}")
    now = "a"
    for left in range(0, 120, scale.stride):
        name = "b" if now == "a" else "a"
        site.show(name)
        try:
            ballast.mkdir()
        except OSError as full:
            return trial.fault(f"{word}: not even the test has room: {full}")
        if word == "2 MB":
            free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
            (ballast / "x").write_bytes(b"x" * max(0, free - left * 4096))
        else:
            for number in range(os.statvfs(disk).f_favail - left):
                (ballast / str(number)).touch()
        done = site.build()
        site.counts["built" if done.returncode == 0 else "full"] += 1
        when = f"{left} left"
        if done.returncode not in (0, 2):
            site.fault(f"{when}: ended with {done.returncode}: {done.stderr}")
        if done.returncode == 2 and ("is full" not in done.stderr or "help: make room" not in done.stderr):
            site.fault(f"{when}: {done.stderr}")
        site.check_state({name} if done.returncode == 0 else {now}, when)
        shutil.rmtree(ballast)
        site.check_recovery(name, when)
        now = name
    if not (site.counts["full"] and site.counts["built"]):
        site.fault("this tested nothing")
    take_over(trial, site, word)


def read_only(trial, scale):
    """A disk that can only be read, a folder that can not be changed, and another user's: refused before any work."""
    with mounted("tmpfs", "size=8m") as disk:
        if disk is not None:
            site = on(trial, disk)
            site.show("a")
            site.build()
            subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
            refuse(site, "a", "a disk that can only be read")
            subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
            site.check_recovery("b", "a disk that can be written to again")
            take_over(trial, site, "read-only disk")
    if os.geteuid() != 0:
        return print("    left out: another user's folder needs the administrator")
    trial.show("a")
    trial.build()
    os.chmod(trial.folder.parent, 0o755)
    for folder in (trial.folder, trial.root, *trial.root.iterdir()):
        if not folder.name.startswith("."):
            os.chmod(folder, os.stat(folder).st_mode | 0o055)
    refuse(trial, "a", "another user's folder", user=65534, group=65534)
    trial.check_recovery("b", "one's own folder")
    if shutil.which("chattr"):
        trial.show("b")
        if subprocess.run(["chattr", "+i", trial.root], capture_output=True).returncode == 0:
            refuse(trial, "b", "a folder that can not be changed", switch=False)
            subprocess.run(["chattr", "-i", trial.root], check=True)
            trial.check_recovery("b", "a folder that can be changed again")


def refuse(site, now, when, switch=True, **options):
    """A build that changes something is refused, says so, and has touched nothing."""
    if switch:
        site.show("b" if now == "a" else "a")
    else:
        (site.root / "pages/about.md").write_bytes(b"---\ntitle: Other\n---\n\nOther.\n")
    before = snapshot(site.output.parent)
    done = site.build(**options)
    if done.returncode != 2:
        site.fault(f"{when}: ended with {done.returncode}: {done.stderr}")
    site.check_message(done, when)
    site.check_state({now}, when)
    if site.output.parent != site.root and snapshot(site.output.parent) != before:
        site.fault(f"{when}: something was made")
    if not switch:
        (site.root / "pages/about.md").write_bytes(site.contents["a"]["pages/about.md"])
    site.counts[when] += 1


def other_disks(trial, scale):
    """Disks without hard links, without an exchange, with other names; each builds, changes and is killed."""
    kinds = [("tmpfs", "size=16m", 0), ("ext4", "", 16 << 20), ("vfat", "", 16 << 20), ("exfat", "", 16 << 20), ("exfat-fuse", "", 16 << 20), ("btrfs", "", 128 << 20), ("xfs", "", 320 << 20)]
    for kind, options, size in kinds:
        with mounted(kind, options, size) as disk:
            if disk is None:
                print(f"    left out: {kind}")
                continue
            site = on(trial, disk)
            # Where folders are not exchanged in one step there may be no output for an instant, until the next build.
            site.allow_absent = kind not in ("tmpfs", "ext4", "btrfs", "xfs")
            settle(site, scale)
            take_over(trial, site, kind)
    overlay(trial)


def settle(site, scale):
    for name in "abab":
        site.show(name)
        done = site.build()
        if done.returncode != 0:
            return site.fault(f"ended with {done.returncode}: {done.stderr.strip()}")
        site.check_state({name}, "a build")
        site.counts["builds"] += 1
    ends.end_builds(site, ends.signal.SIGKILL, scale(60))
    if calls.tracer.AVAILABLE:
        # Where the exchange fails, two renames take its place.
        site.allow_absent = True
        end_exchanges(site)


def end_exchanges(site):
    """Every call by which folders change places fails, or is the last one."""
    for wish in calls.KILLS + calls.ERRORS:
        for at in range(1, 5):
            name = "ab"[at % 2]
            before = calls.change(site, name)
            seen = [0]

            def choose(call):
                seen[0] += call.name.startswith("rename")
                return wish if seen[0] == at and call.name.startswith("rename") else None

            done = calls.tracer.trace(site.command("--jobs", "1"), choose)
            site.counts["exchanges ended"] += bool(done.hit)
            calls.judge(site, done, name, before, done.hit)


def overlay(trial):
    """A container's disk: the output of an earlier image lies in a layer that can only be read."""
    base = Path(tempfile.mkdtemp(dir=trial.folder))
    with mounted("tmpfs", "size=32m") as disk:
        if disk is None:
            return
        below = on(trial, disk / "lower")
        (disk / "lower").mkdir()
        below.show("a")
        below.build()
        for name in ("upper", "work", "merged"):
            (disk / name).mkdir()
        options = f"lowerdir={disk}/lower,upperdir={disk}/upper,workdir={disk}/work"
        if subprocess.run(["mount", "-t", "overlay", "-o", options, "overlay", disk / "merged"], capture_output=True).returncode != 0:
            return print("    left out: overlay")
        try:
            site = on(trial, disk / "merged")
            site.show("b")
            done = site.build()
            state = site.state()
            print(f"    overlay: status {done.returncode}, the output is {state}: {done.stderr.strip()}")
            if not (done.returncode == 0 and state == "b" or done.returncode == 2 and state == "a"):
                site.fault(f"ended with {done.returncode}: {state}")
            site.counts["builds"] += 1
            take_over(trial, site, "overlay")
        finally:
            subprocess.run(["umount", disk / "merged"], check=True)
    base.rmdir()
