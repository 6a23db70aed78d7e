"""The benchmark on a Dask cluster: a scheduler and workers as they are started by hand."""

import csv
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from anomaly.benchmark import runners
from anomaly.benchmark.entries import BenchmarkEntry, Task, plan_tasks
from anomaly.benchmark.protocols import CONTAMINATION, LEAVE_ONE_OUT
from anomaly.benchmark.runners import run_locally, run_on_dask
from anomaly.benchmark.runs import CrashedRun, RunResult
from anomaly.cli.main import main
from anomaly.data.digits import Digits
from anomaly.detectors import DETECTORS, Entry, recipe
from anomaly.detectors.autoencoder import Autoencoder
from anomaly.errors import UserError
from anomaly.paths import PROJECT
from tests.support.small import SMALL

pytest.importorskip("distributed")

START = 60.0
COMMON = ["--no-dashboard"]
ONCE = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}  # a task that kills is given up


class Cluster:
    """A scheduler and its workers on loopback."""

    def __init__(self, folder: Path, count: int, environment: dict[str, str]) -> None:
        self._file = folder / "scheduler.json"
        self._folder = folder
        self._environment = {**os.environ, **environment}
        self._all = [self._start("scheduler", "--host", "127.0.0.1", "--port", "0")]
        alone = ["--nthreads", "1", "--no-nanny", "--local-directory", str(folder)]
        self.workers = [self._start("worker", *alone) for _ in range(count)]
        self._all += self.workers

    @property
    def address(self) -> str:
        end = time.monotonic() + START
        while time.monotonic() < end:
            try:
                return str(json.loads(self._file.read_text(encoding="utf-8"))["address"])
            except (OSError, ValueError):
                time.sleep(0.05)
        raise TimeoutError("no scheduler came up")

    def stop(self) -> None:
        for process in self._all:
            process.kill()
            process.wait()

    def _start(self, what: str, *options: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "dask", what, *COMMON, *options]
        return subprocess.Popen(
            [*command, "--scheduler-file", str(self._file)],
            cwd=PROJECT,
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


@contextmanager
def cluster(folder: Path, count: int, environment: dict[str, str]) -> Iterator[Cluster]:
    running = Cluster(folder, count, environment)
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Two workers; the tests that use it come in an order, for one of them kills a worker."""
    with cluster(tmp_path_factory.mktemp("dask"), 2, {}) as running:
        yield running


def tasks_of(seeds: int, normal: tuple[int, ...] = (1, 7)) -> list[Task]:
    return plan_tasks([BenchmarkEntry("autoencoder", SMALL, most_digits=100)], normal, range(seeds))


def measured(folder: Path) -> list[tuple[str, ...]]:
    """Return the table but for what a clock measured."""
    with (folder / "benchmark.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    return [
        tuple(line[name] for name in ("detector", "normal", "seed", "auroc", "parameters"))
        for line in lines
    ]


def test_a_cluster_measures_what_this_machine_does(
    two: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Settings travel with the task, so that quick ones need be known here only.
    monkeypatch.setitem(DETECTORS, "autoencoder", Entry(Autoencoder, {"default": SMALL}))
    command = ["benchmark", "--data", "generated", "--detectors", "autoencoder", "--normal", "1,7"]
    command += ["--seeds", "2"]
    there, here = tmp_path / "there", tmp_path / "here"
    assert main([*command, "--folder", str(there), "--dask", two.address]) == 0
    assert main([*command, "--folder", str(here), "--jobs", "1"]) == 0
    assert len(measured(here)) == 4
    assert measured(there) == measured(here)


def test_a_cluster_follows_the_other_protocols_too(two: Cluster, digits: Digits) -> None:
    entry = BenchmarkEntry("nearest", recipe("nearest"), most_digits=100, test_digits=100)
    tasks = [
        task
        for protocol in (LEAVE_ONE_OUT, CONTAMINATION)
        for task in plan_tasks([entry], (1,), (0,), protocol)
    ]
    there = run_on_dask(tasks, "generated", digits.fingerprint, two.address)
    here = run_locally(tasks, "generated", digits.fingerprint, 1)
    areas = [
        sorted((r.run_id, r.auroc) for r in results if isinstance(r, RunResult))
        for results in (there, here)
    ]
    assert len(areas[0]) == 1 + len(CONTAMINATION.contaminations)
    assert areas[0] == areas[1]


def test_workers_with_other_digits_are_refused_before_anything_is_computed(two: Cluster) -> None:
    with pytest.raises(UserError, match=r"cannot take part: These are other digits"):
        list(run_on_dask(tasks_of(1), "generated", "other", two.address))


def test_a_worker_killed_half_way_loses_no_cell(two: Cluster, digits: Digits) -> None:
    tasks = tasks_of(30)
    results = run_on_dask(tasks, "generated", digits.fingerprint, two.address)
    cells = [next(results)]
    two.workers[0].kill()  # half-way through a cell: all are handed out at once
    cells += results
    # On so few digits some seeds collapse.
    assert {cell.ended for cell in cells if isinstance(cell, RunResult)} <= {
        "complete",
        "collapsed",
    }
    assert all(isinstance(cell, RunResult) for cell in cells)
    assert sorted(cell.run_id for cell in cells) == sorted(task.run_id for task in tasks)


def die(task: Task, source: str, fingerprint: str) -> None:
    os._exit(9)


def tell_process(task: Task, source: str, fingerprint: str) -> CrashedRun:
    return CrashedRun(task, str(os.getpid()))


def test_one_worker_works_too_and_a_cell_that_ends_it_is_given_up_with_a_sentence(
    tmp_path: Path, digits: Digits, monkeypatch: pytest.MonkeyPatch
) -> None:
    with cluster(tmp_path, 1, ONCE) as running:
        monkeypatch.setattr(runners, "run_task", tell_process)
        results = run_on_dask(tasks_of(1), "generated", digits.fingerprint, running.address)
        where = {result.traceback for result in results if isinstance(result, CrashedRun)}
        assert where == {str(running.workers[0].pid)}
        monkeypatch.setattr(runners, "run_task", die)
        results = run_on_dask(tasks_of(1), "generated", digits.fingerprint, running.address)
        with pytest.raises(UserError, match=r"has given up \(KilledWorker"):
            list(results)


def refusal(folder: Path, address: str) -> str:
    """Return what the command says, in a process that has had no cluster before, of an address."""
    code = (
        "import sys; from anomaly.benchmark import runners; from anomaly.cli.main import main; "
        "runners.TIMEOUT = 1; sys.exit(main(sys.argv[1:]))"
    )
    options = ["--data", "generated", "--detectors", "pca", "--normal", "1", "--seeds", "1"]
    command = [sys.executable, "-c", code, "benchmark", *options, "--folder", str(folder)]
    done = subprocess.run(
        [*command, "--dask", address], cwd=PROJECT, capture_output=True, text=True, timeout=START
    )
    assert done.returncode == 2
    return done.stderr


def test_nobody_at_the_address_and_nobody_to_work_are_told(tmp_path: Path) -> None:
    for address in ("tcp://127.0.0.1:9", "nonsense"):
        assert f"No Dask scheduler answers at {address}" in refusal(tmp_path, address)
    with cluster(tmp_path, 0, {}) as running:
        assert "has no workers" in refusal(tmp_path, running.address)


def test_without_dask_it_is_said_what_to_install(
    digits: Digits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UserError, match="pip install"):
        list(run_on_dask(tasks_of(1), "generated", digits.fingerprint, "tcp://127.0.0.1:9"))
