"""Benchmark of many detectors: each on each digit, with several seeds."""

from anomaly.benchmark.entries import BenchmarkEntry, Task, parse_entries, plan_tasks
from anomaly.benchmark.folder import BenchmarkFolder
from anomaly.benchmark.published import load_published
from anomaly.benchmark.runners import Results, run_locally, run_on_dask
from anomaly.benchmark.runs import CrashedRun, RunResult, run_task
from anomaly.benchmark.tables import (
    Row,
    csv_text,
    describe_result,
    describe_row,
    list_notes,
    markdown,
    summarise,
    write_tables,
)

__all__ = [
    "BenchmarkEntry",
    "BenchmarkFolder",
    "CrashedRun",
    "Results",
    "Row",
    "RunResult",
    "Task",
    "csv_text",
    "describe_result",
    "describe_row",
    "list_notes",
    "load_published",
    "markdown",
    "parse_entries",
    "plan_tasks",
    "run_locally",
    "run_on_dask",
    "run_task",
    "summarise",
    "write_tables",
]
