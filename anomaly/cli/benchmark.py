"""anomaly benchmark: many detectors, measured in one way."""

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from joblib import cpu_count
from tqdm import tqdm

from anomaly.benchmark.entries import Task, parse_entries, plan_tasks
from anomaly.benchmark.folder import BenchmarkFolder
from anomaly.benchmark.protocols import ONE_CLASS, PROTOCOLS
from anomaly.benchmark.runners import Results, run_locally, run_on_dask
from anomaly.benchmark.runs import CrashedRun, RunResult
from anomaly.benchmark.tables import describe_result, list_notes, markdown, write_tables
from anomaly.cli.output import write
from anomaly.cli.shared import add_json, get_digits, read_labels, tell, warn
from anomaly.data.digits import LABELS, Digits, check_labels
from anomaly.detectors import DETECTORS
from anomaly.detectors.components.loop import DEVICES, pick_device
from anomaly.errors import UserError
from anomaly.paths import benchmark_folder
from anomaly.text import format_seconds, t
from anomaly.validation import check_range

MAX_SEEDS = 1000
MAX_JOBS = 1024


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    known = ", ".join([*DETECTORS, "pyod"])
    parser.add_argument("--detectors", default="all", help=t("cli.detectors", known=known))
    parser.add_argument(
        "--protocol", default=ONE_CLASS.name, choices=list(PROTOCOLS), help=t("cli.protocol")
    )
    parser.add_argument("--normal", default="all", help=t("cli.each_normal"))
    parser.add_argument("--seeds", type=int, default=3, metavar="N", help=t("cli.seeds"))
    parser.add_argument("--first-seed", type=int, default=0, help=t("cli.first_seed"))
    parser.add_argument("--most-digits", type=int, metavar="N", help=t("cli.most_digits"))
    parser.add_argument("--test-digits", type=int, metavar="N", help=t("cli.test_digits"))
    parser.add_argument("--data", default="auto", help=t("cli.data"))
    devices = [device for device in DEVICES if device != "auto"]  # the same for all workers
    parser.add_argument("--device", default="cpu", choices=devices, help=t("cli.device_each"))
    workers = parser.add_mutually_exclusive_group()
    workers.add_argument("--jobs", type=int, default=cpu_count(), metavar="N", help=t("cli.jobs"))
    workers.add_argument("--dask", metavar="ADDRESS", help=t("cli.dask"))
    parser.add_argument("--folder", type=Path, help=t("cli.benchmark_folder"))
    add_json(parser)


def run(options: argparse.Namespace) -> tuple[dict[str, Any], int]:
    """Compute the runs that are missing, and print the table of all in the folder."""
    limits = {name: getattr(options, name) for name in ("most_digits", "test_digits", "device")}
    entries = parse_entries(options.detectors, **limits)
    normal = LABELS if options.normal == "all" else check_labels(read_labels(options.normal))
    if not normal:
        raise UserError("data.no_normal")
    check_range("seeds", options.seeds, 1, MAX_SEEDS)
    check_range("jobs", options.jobs, 1, MAX_JOBS)
    seeds = range(options.first_seed, options.first_seed + options.seeds)
    for seed in (seeds[0], seeds[-1]):
        entries[0].plan((normal[0],), seed)  # refuses seeds out of range

    if options.dask is None:
        pick_device(options.device)
        for entry in entries:
            entry.check_installed()
    digits = get_digits(options.data)
    protocol = PROTOCOLS[options.protocol]
    folder = BenchmarkFolder(_folder(options, digits), digits, entries, protocol)
    tasks = plan_tasks(entries, normal, seeds, protocol)
    crashed = _carry_out(options, folder, tasks, digits)
    results, _ = folder.results()
    rows = write_tables(folder, results, digits)
    table = markdown(rows, list_notes(folder, results, digits), protocol)
    tell(options, table, t("benchmark.written", folder=folder.path))
    answer = {
        "folder": str(folder.path),
        "protocol": protocol.name,
        "data": digits.source,
        "fingerprint": digits.fingerprint,
        "detectors": [asdict(row) for row in rows],
    }
    return answer, int(crashed > 0 or any(row.failed for row in rows))


def _folder(options: argparse.Namespace, digits: Digits) -> Path:
    if options.folder is not None:
        return Path(options.folder)
    is_standard = options.protocol == ONE_CLASS.name
    return benchmark_folder(digits.source, "" if is_standard else options.protocol)


def _carry_out(
    options: argparse.Namespace, folder: BenchmarkFolder, tasks: Sequence[Task], digits: Digits
) -> int:
    """Compute and store the runs that are missing, and return how many ended with an error."""
    results, problems = folder.results()
    warn(*problems)
    done = {result.run_id for result in results}
    missing = [task for task in tasks if task.run_id not in done]
    crashed = 0
    try:
        with _bar(len(tasks), len(tasks) - len(missing)) as bar:
            start = time.monotonic()
            for count, result in enumerate(_compute(options, missing, digits), 1):
                if isinstance(result, RunResult):
                    folder.add(result)
                else:
                    crashed += 1
                left = (time.monotonic() - start) / count * (len(missing) - count)
                _show(bar, len(tasks) - len(missing) + count, left, result)
    except KeyboardInterrupt as error:
        raise UserError("benchmark.interrupted", folder=folder.path) from error
    return crashed


def _compute(options: argparse.Namespace, tasks: Sequence[Task], digits: Digits) -> Results:
    """Return the results as they come; every process reads the digits of its own machine."""
    named = options.data in ("auto", "mnist", "generated")
    source = digits.source if named else options.data
    if not tasks:
        return iter(())
    if options.dask:
        return run_on_dask(tasks, source, digits.fingerprint, options.dask)
    return run_locally(tasks, source, digits.fingerprint, options.jobs)


def _bar(total: int, done: int) -> Any:
    """Return the progress bar, which only a terminal shows."""
    described = {"desc": t("benchmark.computing"), "unit": t("cli.run")}
    return tqdm(total=total, initial=done, smoothing=0, disable=None, **described)


def _show(bar: Any, done: int, left: float, result: RunResult | CrashedRun) -> None:
    """Advance the bar and print what it does not show; in a log, a line for each run."""
    what = describe_result(result)
    if bar.disable:
        line = t(
            "benchmark.progress", done=done, total=bar.total, left=format_seconds(left), what=what
        )
        write(line, sys.stderr)
    elif isinstance(result, CrashedRun) or result.ended != "complete":
        bar.write(what, file=sys.stderr)
    bar.update()
