"""A small site with two contents, and the question which of them its output shows."""

import hashlib
import os
import shutil
import subprocess
from collections import Counter
from pathlib import Path

BUILD = ["build", "--today", "2026-11-01", "--quiet"]
SETTINGS = b"title: Faults\nbase_url: https://example.org/\n"

# What may stand in the work folder when no build runs, and beside the output.
WORK_FOLDER_NAMES = {"lock", "README", ".gitignore", "next", "spare"}
SITE_NAMES = {"site.yaml", "briefings", "pages", "static", "output", ".output.briefpress", ".briefpress"}


def briefing(title, text, more=""):
    return f"---\ntitle: {title}\ndate: 2026-01-05\n{more}---\n\n{text}\n".encode()


def contents():
    """Two contents: something is the same in both, something differs, and something is only in one."""
    both = {
        "site.yaml": SETTINGS,
        "briefings/same.md": briefing("Same", "This briefing never changes."),
        "pages/about.md": b"---\ntitle: About\n---\n\nAbout this site.\n",
        "static/same.txt": b"The same line, over and over.\n" * 5000,
    }
    each = {}
    for name, other in (("a", "b"), ("b", "a")):
        each[name] = both | {
            "briefings/changed.md": briefing("Changed", f"Content {name}. " * 400, f"attachments:\n  - file: report.txt\n    title: Report {name}\n"),
            "briefings/report.txt": f"report {name}\n".encode() * 3000,
            f"briefings/only-{name}.md": briefing(f"Only {name}", f"There is no {other} here.", "harms: [neglect]\n"),
            "static/changed.txt": f"{name}\n".encode() * 5000,
        }
    return each


def snapshot(folder):
    """Every file below a folder with the hash of its bytes; `None` when there is no such folder."""
    if not folder.is_dir():
        return None
    found = {}
    for path, _, names in os.walk(folder):
        for name in names:
            file = Path(path) / name
            digest = os.readlink(file) if file.is_symlink() else hashlib.sha256(file.read_bytes()).hexdigest()
            found[str(file.relative_to(folder))] = digest
    return found


class Trial:
    """A site in a folder of its own. `faults` collects everything that should not have happened."""

    def __init__(self, binary, folder, output=None):
        self.binary = binary
        self.folder = Path(folder)
        self.root = self.folder / "site"
        self.output = Path(output) if output else self.root / "output"
        self.contents = contents()
        self.faults = []
        # Whether the output may be lacking after a build that was ended.
        self.allow_absent = False
        self.counts = Counter()
        self.files = {}
        self.root.mkdir(parents=True)
        (self.root / "pages").mkdir()
        self.expected = {name: self.reference(name) for name in self.contents}

    def reference(self, name):
        """What the output looks like when the build of a content is left in peace."""
        root = self.folder / f"reference-{name}"
        self.put(root, self.contents[name], {})
        done = subprocess.run([self.binary, "--root", root, *BUILD], capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"the site of this test can not be built: {done.stderr}")
        expected = snapshot(root / "output")
        shutil.rmtree(root)
        return expected

    @staticmethod
    def put(root, wanted, present):
        for path in present.keys() - wanted.keys():
            (root / path).unlink()
        for path, content in wanted.items():
            if present.get(path) != content:
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_bytes(content)

    def show(self, name):
        """Gives the sources a content."""
        self.put(self.root, self.contents[name], self.files)
        self.files = self.contents[name]

    def command(self, *more):
        output = [] if self.output == self.root / "output" else ["--output", str(self.output)]
        return [str(self.binary), "--root", str(self.root), *BUILD, *output, *more]

    def build(self, *more, **options):
        return subprocess.run(self.command(*more), capture_output=True, text=True, **options)

    def start(self, *more):
        return subprocess.Popen(self.command(*more), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def state(self):
        """`a`, `b`, `absent`, or what is wrong."""
        found = snapshot(self.output)
        if found is None:
            return "absent"
        for name, expected in self.expected.items():
            if found == expected:
                return name
        return "torn: " + "; ".join(f"against {name}: {difference(found, expected)}" for name, expected in self.expected.items())

    def work_folder(self):
        return self.output.parent / f".{self.output.name}.briefpress"

    def leftovers(self):
        """What a build left that should not be there."""
        found = []
        if self.work_folder().is_dir():
            found += [f"{self.work_folder().name}/{name}" for name in os.listdir(self.work_folder()) if name not in WORK_FOLDER_NAMES]
            spare = snapshot(self.work_folder() / "next")
            if spare is not None and spare != snapshot(self.output):
                found.append("a spare that differs from the site")
        if self.output.parent == self.root:
            found += [name for name in os.listdir(self.root) if name not in SITE_NAMES]
        return found

    def forget(self):
        """Removes the output and all that belongs to it."""
        for folder in (self.output, self.work_folder(), self.root / ".briefpress"):
            shutil.rmtree(folder, ignore_errors=True)

    def fault(self, what):
        self.faults.append(what)
        if len(self.faults) <= 20:
            print(f"    FAULT: {what}", flush=True)

    def check_state(self, allowed, when):
        state = self.state()
        if state not in allowed and not (state == "absent" and self.allow_absent):
            self.fault(f"{when}: the output is {state}, not one of {sorted(allowed)}")
        return state

    def check_recovery(self, name, when):
        """The next build succeeds and clears up."""
        done = self.build()
        if done.returncode != 0:
            self.fault(f"{when}: the next build ended with {done.returncode}: {done.stderr.strip()}")
            self.forget()
            self.build()
        self.check_state({name}, f"{when}, after the next build")
        if left := self.leftovers():
            self.fault(f"{when}: left over after the next build: {left}")

    def check_message(self, done, when):
        """A failure of the machine says what happened and what to do."""
        if "error: " not in done.stderr or "help: " not in done.stderr:
            self.fault(f"{when}: the message says too little: {done.stderr.strip()!r}")


def difference(found, expected):
    lacking = sorted(expected.keys() - found.keys())
    surplus = sorted(found.keys() - expected.keys())
    other = sorted(path for path in found.keys() & expected.keys() if found[path] != expected[path])
    return f"{len(lacking)} lacking {lacking[:2]}, {len(surplus)} surplus {surplus[:2]}, {len(other)} other {other[:2]}"
