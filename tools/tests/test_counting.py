# SPDX-License-Identifier: EUPL-1.2
"""Records of callgrind as it writes them, made by hand."""
import pathlib
import unittest

from benchmarking import callgrind, counting
from benchmarking.shell import ToolError

# countedLoop (10 itself) calls read (100 itself); read calls GDAL for 5,000 in all and malloc in libc for 60 (twice).
# GDAL calls malloc for 900 itself and SQLite for 100, which calls GDAL for 70. What is ours: 10 + 100 + 60 of 5,170.
RECORD = """version: 1
positions: line
events: Ir

ob=(1) /tmp/x/nabij-load-probe
fl=(1) ???
fn=(1) countedLoop
0 10
cfn=(2) read
calls=1 0
0 5160

fn=(2)
0 100
cob=(2) /usr/lib/libgdal.so.32
cfn=(3) OGR_Open
calls=4 0
0 5000
cob=(3) /usr/lib/libc.so.6
cfi=(2)
cfn=(4) malloc
calls=2 0
0 60

ob=(2)
fn=(3)
+3 4000
cob=(3)
cfn=(4)
calls=7 0
* 900
cob=(4) /usr/lib/libsqlite3.so.0
cfn=(5) sqlite3_step
calls=1 0
* 100

fn=(6) inner
* 70

ob=(4)
fn=(5)
* 30
cob=(2)
cfn=(6)
calls=1 0
* 70

ob=(3)
fn=(4)
0 960

summary: 5170
"""


class Shares(unittest.TestCase):
    def shares(self, text):
        return callgrind.shares(text, counting.is_gdal, counting.is_ours)

    def test_what_gdal_does_and_has_done_is_not_ours(self):
        self.assertEqual(self.shares(RECORD), callgrind.Shares(own=170, library=5000, allocations=2))

    def test_allocators_may_have_a_version_or_call_themselves(self):
        for name in ("malloc@@GLIBC_2.2.5", "realloc'2", "calloc"):
            self.assertEqual(self.shares(RECORD.replace(") malloc", f") {name}")).allocations, 2)
        self.assertEqual(self.shares(RECORD.replace(") malloc", ") malloc_trim")).allocations, 0)

    def test_a_record_without_total_is_no_zero(self):
        with self.assertRaisesRegex(ToolError, "no total"):
            self.shares(RECORD.replace("summary: 5170\n", ""))


class Programs(unittest.TestCase):
    def test_the_name_of_a_probe_tells_its_program(self):
        self.assertEqual(counting.product("load-points.grid"), "nabij-load-probe")
        self.assertEqual(counting.product("assign.grid"), "nabij-probe")

    def test_a_program_given_by_path_is_counted_in_its_way(self):
        self.assertIsInstance(counting.program(pathlib.Path("/x/nabij-load-probe")), counting.LoadProgram)
        self.assertNotIsInstance(counting.program(pathlib.Path("/x/other")), counting.LoadProgram)

    def test_no_items_and_no_instructions_are_failures(self):
        self.assertEqual(counting.per_item("a", 700, "a uniform items 7 unit x"), 100)
        for instructions, output in ((700, "a uniform items 0 unit x"), (700, ""), (0, "a uniform items 7 unit x")):
            with self.assertRaises(ToolError):
                counting.per_item("a", instructions, output)

    def test_objects_of_swift_are_ours_and_others_are_not(self):
        ours = ["/tmp/1/nabij-load-probe", "/opt/swift/usr/lib/swift/linux/libswiftCore.so", "/x/libFoundationEssentials.so"]
        self.assertEqual([path for path in [*ours, "/usr/lib/libgdal.so.32", "/usr/lib/libc.so.6"]
                          if counting.is_ours(path)], ours)
        self.assertTrue(counting.is_gdal("/usr/lib/x86_64-linux-gnu/libgdal.so.32.3.6.2"))
        self.assertFalse(counting.is_gdal("/tmp/gdal/nabij-load-probe"))
