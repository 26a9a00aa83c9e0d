# SPDX-License-Identifier: EUPL-1.2
"""Runs programs, and leaves none behind when it is interrupted."""
import os
import shutil
import signal
import subprocess


# Programs that run now, so that an interrupted job can end them from its main thread.
RUNNING = set()


class ToolError(Exception):
    """Something that the job needs did not work; says what and, where known, the remedy."""


def run(command, **options):
    """Runs a program; returns what it wrote as (output, errors). Raises ToolError when it fails."""
    words = [str(word) for word in command]
    try:
        process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                   errors="replace", process_group=0, **options)
    except FileNotFoundError:
        raise ToolError(f"{words[0]} is not installed: tools/install installs what is needed") from None
    RUNNING.add(process)
    try:
        output, errors = process.communicate()
    except BaseException:
        stop(process)
        raise
    finally:
        RUNNING.discard(process)
    if process.returncode != 0:
        raise ToolError(f"{' '.join(words)}: {last_complaint(errors or output, process.returncode)}")
    return output, errors


def stop(process):
    """Ends a program and everything that it started."""
    try:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=10)
    except ProcessLookupError:
        pass
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def stop_all():
    """Ends what other threads have started."""
    for process in list(RUNNING):
        stop(process)


def last_complaint(text, code):
    """The line that says what went wrong: the first with `error:`, else the last."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if "error:" in line.lower()]
    if code < 0:
        return f"ended by {signal.Signals(-code).name}"
    return (errors or lines[-1:] or [f"exit {code}"])[0]


def need(*tools):
    """Raises ToolError unless all these programs are there."""
    for tool in tools:
        if not shutil.which(tool):
            raise ToolError(f"{tool} is not installed: tools/install installs it "
                            "(by hand: apt-get install valgrind git binutils util-linux)")
