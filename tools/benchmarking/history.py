# SPDX-License-Identifier: EUPL-1.2
"""The history file: a JSON object per line, one line per probe and night.

Lines are added by writing the whole file anew beside the old one and renaming it, so that a job that
is interrupted leaves the old file or the new one, and never half a line.
"""
import contextlib
import fcntl
import json
import os
import pathlib
import tempfile


def read(path):
    """All lines that can be read, oldest first."""
    entries = []
    if not path.exists():
        return entries
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        with contextlib.suppress(ValueError):
            entry = json.loads(line)
            if isinstance(entry, dict) and "probe" in entry and "commit" in entry:
                entries.append(entry)
    return entries


def append(path, entries):
    """Adds lines, all or none."""
    path = pathlib.Path(os.path.realpath(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    with locked(path):
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        if old and not old.endswith("\n"):
            old += "\n"
        new = old + "".join(json.dumps(entry) + "\n" for entry in entries)
        replace(path, new)


def replace(path, text):
    """Writes a file that appears whole or not at all."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
        raise


@contextlib.contextmanager
def locked(path):
    """Holds a lock on the folder of the file, so that two jobs do not lose each other's lines."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def green_commits(entries):
    """Commits whose last night was green, the latest first."""
    last = {}
    for entry in entries:
        last.pop(entry["commit"], None)
        last[entry["commit"]] = entry.get("night")
    return [commit for commit, night in reversed(last.items()) if night == "green"]


def series(entries, key, metric):
    """(time, commit, value) of one probe, oldest first."""
    return [(entry.get("time", ""), entry["commit"], entry[metric]) for entry in entries
            if entry["probe"] == key and isinstance(entry.get(metric), (int, float))]
