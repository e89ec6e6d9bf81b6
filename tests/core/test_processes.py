"""Work spread over processes comes back whole and in order, and stays here where a process can't be copied."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from build_tools.core.processes import count_jobs, make_executor, map_in_copies
from tests.support.paths import ROOT

COPIED = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")
SCRIPT = """
import os, time
from build_tools.core.processes import map_in_copies

large = object()  # nothing that could be sent anywhere

def work(number):
    assert large
    time.sleep(0.02)  # or this process would be through before there is a copy
    return number, os.getpid()

found = list(map_in_copies(work, 20, 3))
assert [number for number, _ in found] == list(range(20)), found
print(len({process for _, process in found}), os.getpid() in {process for _, process in found})
"""


def run(script: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own: this one has threads."""
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)


@COPIED
def test_copies_do_the_work_in_order() -> None:
    done = run(SCRIPT)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "3 False\n"


@COPIED
@pytest.mark.parametrize("count", [3, 2048, 50_001])
def test_each_number_is_worked_on_once_by_one_process(tmp_path: Path, count: int) -> None:
    log = tmp_path / "log"
    done = run(f"""
import os
from build_tools.core.processes import map_in_copies

log = os.open({str(log)!r}, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
assert list(map_in_copies(lambda n: (os.write(log, n.to_bytes(4, "big")), -n)[1], {count}, 4)) == [
    -number for number in range({count})
]
""")
    assert done.returncode == 0, done.stderr
    worked_on = log.read_bytes()
    numbers = [int.from_bytes(worked_on[at : at + 4], "big") for at in range(0, len(worked_on), 4)]
    assert sorted(numbers) == list(range(count))


IN_A_COPY = """
from build_tools.core.processes import map_in_copies
import os

def work(number):
    {}

list(map_in_copies(work, 2, 2))
"""


@COPIED
def test_an_error_in_a_copy_is_one_here_and_says_where_it_was() -> None:
    done = run(IN_A_COPY.format("[].pop()"))
    assert done.returncode == 1
    assert done.stderr.endswith("IndexError: pop from empty list\n")
    assert ", in work\n" in done.stderr


@COPIED
def test_an_error_of_the_system_keeps_its_path_on_the_way_from_a_copy() -> None:
    done = run(IN_A_COPY.format("open('/no/file')"))
    assert "FileNotFoundError: [Errno 2] No such file or directory: '/no/file'" in done.stderr


@COPIED
def test_a_copy_that_ends_before_its_time_is_an_error() -> None:
    done = run(IN_A_COPY.format("os._exit(0)"))
    assert done.returncode == 1
    assert "ChildProcessError: a copy of this process ended before its work was done" in done.stderr


BUSY = """
import os, sys, time
from build_tools.core.processes import make_executor, map_in_copies

def work(number):
    os.write(1, f"{{os.getpid()}}\\n".encode())
    time.sleep(number and {seconds})  # one sleeps; the other has done its work, or waits for room in its pipe
    return "x" * 10_000_000

if sys.argv[1] == "copies":
    list(map_in_copies(work, 2, 2))
else:
    list(make_executor(2).map(work, range(2)))
"""


@contextmanager
def busy(folder: Path, sort: str, seconds: int) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """A process in a group of its own, at work in two others, and the ids of these."""
    script = folder / "busy.py"  # a file, which an executor's workers can import
    script.write_text(BUSY.format(seconds=seconds), "utf-8")
    with subprocess.Popen(
        [sys.executable, str(script), sort],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:  # fmt: skip
        assert process.stdout
        yield process, [int(process.stdout.readline()) for _ in range(2)]


@COPIED
@pytest.mark.parametrize("sort", ["copies", "executor"])
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL], ids=lambda s: s.name)
def test_workers_end_with_the_process_that_started_them(tmp_path: Path, sort: str, sent: signal.Signals) -> None:
    with busy(tmp_path, sort, 60) as (process, workers):
        process.send_signal(sent)
        process.wait()
        until = time.monotonic() + 5
        while any(map(is_running, workers)) and time.monotonic() < until:
            time.sleep(0.01)
        left = [worker for worker in workers if is_running(worker)]
        for worker in left:
            os.kill(worker, signal.SIGKILL)
        assert not left


@COPIED
def test_an_interrupted_run_says_so_once(tmp_path: Path) -> None:
    with busy(tmp_path, "copies", 1) as (process, _):
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate()
    assert said.count("KeyboardInterrupt") == 1


def is_running(process: int) -> bool:
    """Whether it is there, and not merely waiting for somebody to ask how it ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize(("count", "jobs"), [(0, 2), (1, 2), (5, 1)])
def test_little_work_is_done_here(count: int, jobs: int) -> None:
    assert list(map_in_copies(lambda number: (number, os.getpid()), count, jobs)) == [
        (number, os.getpid()) for number in range(count)
    ]


def test_a_process_with_threads_is_not_copied() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert set(map_in_copies(lambda _: os.getpid(), 5, 2)) == {os.getpid()}
    finally:
        done.set()
        thread.join()


def test_no_jobs_are_one_a_core() -> None:
    assert 1 <= count_jobs(0) <= (os.cpu_count() or 1)
    assert count_jobs(3) == 3


def test_one_job_needs_no_executor() -> None:
    assert make_executor(1) is None


@COPIED
def test_pages_made_in_copies_are_those_made_here(tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from build_tools.corpus.reading import read_corpus
from build_tools.site.docs_folder import write_docs
from build_tools.site.site import build_site
from tests.bench.corpus import make_corpus

root = Path(sys.argv[1])
make_corpus(root / "corpus", 2)
site = build_site("Made up", "", read_corpus(root / "corpus").corpus)
alone = write_docs(root / "alone", site, root)
copies = write_docs(root / "copies", site, root, jobs=2)
assert copies == alone
assert len(alone.changed) > 1000
assert write_docs(root / "copies", site, root, jobs=2).changed == ()
def read(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

assert read(root / "alone") == read(root / "copies")
"""
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
