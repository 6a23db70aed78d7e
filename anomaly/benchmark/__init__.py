"""Many detectors measured in one way: each on each digit, with several seeds."""

from anomaly.benchmark.cells import Cell, Mishap, compute
from anomaly.benchmark.contenders import Contender, Task, parse_contenders, plan_tasks
from anomaly.benchmark.folder import BenchmarkFolder
from anomaly.benchmark.published import load_published
from anomaly.benchmark.runners import Results, run_here, run_on_dask
from anomaly.benchmark.tables import (
    Row,
    csv_text,
    describe_result,
    list_notes,
    markdown,
    summarise,
    write_tables,
)

__all__ = [
    "BenchmarkFolder",
    "Cell",
    "Contender",
    "Mishap",
    "Results",
    "Row",
    "Task",
    "compute",
    "csv_text",
    "describe_result",
    "list_notes",
    "load_published",
    "markdown",
    "parse_contenders",
    "plan_tasks",
    "run_here",
    "run_on_dask",
    "summarise",
    "write_tables",
]
