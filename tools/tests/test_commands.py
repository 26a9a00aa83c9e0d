# SPDX-License-Identifier: EUPL-1.2
"""The tools as a person runs them: what they refuse, and what an interrupted one leaves."""
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from . import fakes

TOOLS = pathlib.Path(__file__).resolve().parent.parent


class Commands(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.place = pathlib.Path(folder.name)
        (self.place / "bin").mkdir()
        (self.place / "repository").mkdir()
        (self.place / "tmp").mkdir()
        self.fake = fakes.FakeRepository(self.place / "repository")
        self.first = self.fake.commit("one", {})

    def program(self, name, body):
        path = self.place / "bin" / name
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)

    def toolchain(self):
        """Programs that are quick to start and, where they build, never ready."""
        self.program("swift", 'case "$1" in --version) echo "Swift version 6.3";; *) exec sleep 60;; esac')
        for name in ("valgrind", "setarch", "nm"):
            self.program(name, "echo 1")

    def start(self, tool, *arguments, path=None):
        search = f"{self.place / 'bin'}:{os.environ['PATH']}" if path is None else path
        environment = {**os.environ, "PATH": search, "TMPDIR": str(self.place / "tmp")}
        environment.pop("NABIJ_TEST_DATA", None)
        return subprocess.Popen([sys.executable, "-B", TOOLS / tool, *arguments], env=environment, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run_tool(self, tool, *arguments, path=None):
        process = self.start(tool, *arguments, path=path)
        _, errors = process.communicate(timeout=300)
        return process.returncode, errors

    def nightly(self, *arguments):
        return self.run_tool("nightly-benchmark", "--repository", self.place / "repository",
                             "--out", self.place / "out", *arguments)

    def test_without_valgrind_there_is_one_line_with_the_remedy(self):
        code, errors = self.run_tool("probes", path=str(self.place / "bin"))
        self.assertEqual(code, 1)
        self.assertEqual(len(errors.splitlines()), 1)
        self.assertIn("valgrind is not installed: tools/install", errors)

    def test_a_probe_that_does_not_exist_is_named_with_what_was_meant(self):
        self.toolchain()
        self.program("nabij-probe", 'case "$1" in --list) echo "assign 5"; echo "reach 5";; *) echo uniform;; esac')
        code, errors = self.run_tool("probes", "--binary", self.place / "bin/nabij-probe", "asign")
        self.assertEqual(code, 1)
        self.assertIn("there is no probe 'asign'; did you mean 'assign'?; there are assign, reach", errors)

    def test_wrong_options_are_64(self):
        for tool, arguments in (("nightly-benchmark", ["--rounds", "0"]), ("nightly-benchmark", ["--nope"]),
                                ("nightly-benchmark", ["--peers", "/no/such/python"]), ("probes", ["--nope"]),
                                ("compare-with-peers", ["--python", sys.executable]),
                                ("compare-with-peers", ["--python", sys.executable, "--scale", "X"]),
                                ("compare-with-peers", ["--python", sys.executable, "--scale", "S",
                                                        "--workloads", "W9"])):
            code, errors = self.run_tool(tool, *arguments)
            self.assertEqual((code, errors.splitlines()[-1][:6]), (64, "error:"), arguments)

    def test_an_unknown_commit_and_a_job_that_cannot_be_done_are_2(self):
        self.toolchain()
        code, errors = self.nightly("--base", "v9")
        self.assertEqual((code, "there is no commit 'v9'" in errors), (2, True))
        code, errors = self.nightly()
        self.assertEqual((code, "first commit" in errors), (2, True))

    def test_a_base_that_does_not_build_is_named_and_nothing_stays_behind(self):
        self.toolchain()
        self.program("swift", 'case "$1" in --version) echo "Swift version 6.3";; *) echo "error: no such module"; '
                              'exit 1;; esac')
        self.fake.commit("two", {})
        code, errors = self.nightly()
        self.assertEqual(code, 2)
        self.assertIn("one does not build", errors)
        self.assertIn("no such module", errors)
        self.assertEqual(list((self.place / "tmp").iterdir()), [])
        self.assertFalse((self.place / "out").exists())

    def test_nothing_new_is_green_at_once(self):
        self.toolchain()
        code, errors = self.nightly("--base", self.first)
        self.assertEqual((code, "nothing new since" in errors), (0, True))

    def test_an_interrupted_job_leaves_no_folder_no_program_and_the_history_as_it_was(self):
        self.toolchain()
        self.fake.commit("two", {})
        (self.place / "out").mkdir()
        (self.place / "out/history.jsonl").write_text('{"probe": "a", "commit": "b"}\n')
        for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            process = self.start("nightly-benchmark", "--repository", self.place / "repository",
                                 "--out", self.place / "out")
            # The build has begun once it is told.
            for line in process.stderr:
                if "building" in line:
                    break
            time.sleep(0.5)
            process.send_signal(number)
            process.communicate(timeout=300)
            self.assertEqual(process.returncode, code)
            self.assertEqual(list((self.place / "tmp").iterdir()), [])
            self.assertEqual([p.name for p in (self.place / "out").iterdir()], ["history.jsonl"])
            self.assertEqual((self.place / "out/history.jsonl").read_text(), '{"probe": "a", "commit": "b"}\n')

    def test_two_jobs_do_not_share_a_cache(self):
        self.toolchain()
        self.fake.commit("two", {})
        one = self.start("nightly-benchmark", "--repository", self.place / "repository", "--out", self.place / "out")
        for line in one.stderr:
            if "building" in line:
                break
        code, errors = self.nightly()
        one.send_signal(signal.SIGTERM)
        one.communicate(timeout=300)
        self.assertEqual((code, "another job works in" in errors), (2, True))
