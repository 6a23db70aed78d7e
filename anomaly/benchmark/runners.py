"""Parallel runners: joblib processes on this machine, or the workers of a Dask cluster.

Both yield results in order of completion. Only the calling process writes them, since workers on
other machines may not share its disk.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from joblib import Parallel, delayed, parallel_config

from anomaly.benchmark.entries import Task
from anomaly.benchmark.runs import CrashedRun, RunResult, local_digits, run_task
from anomaly.errors import UserError
from anomaly.parent import end_with_parent

if TYPE_CHECKING:
    from distributed import Client

Results = Iterator[RunResult | CrashedRun]
TIMEOUT = 10  # seconds, for a cluster to answer


def run_locally(tasks: Sequence[Task], source: str, fingerprint: str, jobs: int) -> Results:
    """Compute runs in parallel processes, and yield each result when it is done.

    Parameters
    ----------
    tasks : sequence of Task
    source, fingerprint : str
        Source and fingerprint of the digits, as `run_task` takes them.
    jobs : int
        Count of processes.

    Raises
    ------
    UserError
        If a process was killed.
    """
    with parallel_config("loky", inner_max_num_threads=1):
        # Queue nothing in loky: it hangs on pending tasks at shutdown.
        parallel = _parallel(min(jobs, max(1, len(tasks))), pre_dispatch="n_jobs")
    try:
        yield from parallel(
            delayed(_run_below)(os.getpid(), task, source, fingerprint) for task in tasks
        )
    except BrokenProcessPool as error:
        raise UserError("benchmark.process_ended") from error


def _run_below(parent: int, task: Task, source: str, fingerprint: str) -> RunResult | CrashedRun:
    """Compute a run in a process that is not left behind where its parent is killed."""
    end_with_parent(parent)
    return run_task(task, source, fingerprint)


def run_on_dask(tasks: Sequence[Task], source: str, fingerprint: str, address: str) -> Results:
    """Compute runs on the Dask cluster at `address`, and yield each result when it is done.

    A run whose worker dies is computed again by another. Tasks and results travel as pickles, so
    the cluster must be trusted.

    Raises
    ------
    UserError
        If Dask is not installed, no scheduler answers, there are no workers, one of them lacks the
        program or the digits, or the cluster is lost.
    """
    with _client(address) as client:
        _check_workers(client, source, fingerprint)
        with parallel_config(_backend(client)):
            parallel = _parallel(-1, pre_dispatch="all")  # so that workers may join later
        calls = [delayed(run_task)(task, source, fingerprint) for task in tasks]
        try:
            yield from parallel(calls)
        except UserError:
            raise
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            raise UserError("benchmark.cluster_lost", address=address, reason=reason) from error


def _parallel(n_jobs: int, pre_dispatch: str) -> Any:
    # Without batches, so that each result can be stored at once.
    return Parallel(
        n_jobs, return_as="generator_unordered", batch_size=1, pre_dispatch=pre_dispatch
    )


@contextmanager
def _client(address: str) -> "Iterator[Client]":
    try:
        from distributed import Client
    except ImportError as error:
        raise UserError("benchmark.no_dask") from error
    try:
        client = Client(address, timeout=TIMEOUT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UserError("benchmark.no_scheduler", address=address, reason=error) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=TIMEOUT)
        except TimeoutError as error:
            raise UserError("benchmark.no_workers", address=address) from error
        yield client


def _check_workers(client: "Client", source: str, fingerprint: str) -> None:
    """Raise if a worker lacks the program or the digits, before anything is computed."""
    ready = client.run(_ready, source, fingerprint, on_error="return")
    for worker, problem in ready.items():
        if problem is not None:
            raise UserError("benchmark.worker_unready", worker=worker, reason=problem)


def _ready(source: str, fingerprint: str) -> str | None:
    try:
        local_digits(source, fingerprint)
    except UserError as problem:
        return str(problem)
    return None


def _backend(client: "Client") -> Any:
    from joblib._dask import DaskDistributedBackend

    class Backend(DaskDistributedBackend):  # type: ignore[misc]
        """joblib's Dask backend with two fixes."""

        def effective_n_jobs(self, n_jobs: int) -> int:
            """Return the count of threads, at least 2: with 1, joblib would compute locally."""
            return max(2, super().effective_n_jobs(n_jobs))

        def submit(self, func: Any, callback: Any = None) -> Any:
            """Submit a task, and pass on its exception, which joblib would wait for forever."""
            future = super().submit(func, callback)
            future.add_done_callback(
                lambda done: callback(done.exception()) if done.exception() else None
            )
            return future

    return Backend(client=client)
