"""The benchmark's other protocols: one anomalous digit, and anomalies among those learned."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from anomaly.benchmark.entries import BenchmarkEntry, Task
from anomaly.benchmark.protocols import CONTAMINATION, PROTOCOLS
from anomaly.benchmark.runs import RunResult, run_task
from anomaly.benchmark.summary import summarise
from anomaly.cli.main import main
from anomaly.data.digits import Digits
from anomaly.detectors import recipe
from anomaly.errors import UserError
from anomaly.evaluation import auroc
from anomaly.paths import benchmark_folder
from anomaly.training.plan import TrainingPlan
from anomaly.training.trainer import train_detector

FEW = ["--most-digits", "100", "--data", "generated", "--jobs", "1"]
FEW += ["--detectors", "nearest", "--seeds", "1"]


def measure(folder: Path, protocol: str, *arguments: str) -> int:
    options = ["--protocol", protocol, "--folder", str(folder), *arguments]
    return main(["benchmark", *FEW, *options])


def table(folder: Path) -> list[dict[str, str]]:
    with (folder / "benchmark.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def area_of(digits: Digits, **plan: Any) -> float:
    """Return the AUROC on all test digits, measured by hand."""
    trained = train_detector(TrainingPlan("nearest", most_digits=100, **plan), digits)
    scores, is_anomaly = trained.against(range(10))
    return auroc(scores, is_anomaly)


def test_with_one_left_out_the_other_nine_are_normal(digits: Digits, tmp_path: Path) -> None:
    assert measure(tmp_path, "leave-one-out", "--normal", "1,7") == 0
    lines = table(tmp_path)
    assert list(lines[0])[:4] == ["detector", "anomalous", "seed", "auroc"]
    assert [line["anomalous"] for line in lines] == ["1", "7"]
    wanted = area_of(digits, normal=(0, 2, 3, 4, 5, 6, 7, 8, 9))
    assert float(lines[0]["auroc"]) == pytest.approx(wanted)
    text = (tmp_path / "benchmark.md").read_text(encoding="utf-8")
    assert "all digits but one" in text
    assert "AUROC by anomalous digit" in text
    assert "anomalous digit" in (tmp_path / "benchmark.html").read_text(encoding="utf-8")


def test_anomalies_are_mixed_in_by_six_shares(digits: Digits, tmp_path: Path) -> None:
    assert measure(tmp_path, "contamination", "--normal", "8") == 0
    areas = {line["contamination"]: float(line["auroc"]) for line in table(tmp_path)}
    assert list(areas) == ["0.0", "0.01", "0.05", "0.1", "0.2", "0.3"]
    for share in (0.0, 0.3):
        wanted = area_of(digits, normal=8, contamination=share)
        assert areas[str(share)] == pytest.approx(wanted)
    assert areas["0.0"] > areas["0.3"]
    text = (tmp_path / "benchmark.md").read_text(encoding="utf-8")
    (line,) = [line for line in text.splitlines() if line.startswith("| nearest  ")][1:2]
    written = [float(each) for each in line.split("|")[2:-1]]
    assert written == pytest.approx(list(areas.values()), abs=5e-5)
    assert "nearest, 30% mixed in" in text


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_second_run_computes_only_what_is_missing(tmp_path: Path, protocol: str) -> None:
    measure(tmp_path, protocol, "--normal", "1")
    cells = sorted((tmp_path / "cells").iterdir())
    assert len(cells) == len(PROTOCOLS[protocol].contaminations)
    before = {path: path.stat().st_mtime_ns for path in cells}
    lines = table(tmp_path)
    cells[-1].unlink()
    measure(tmp_path, protocol, "--normal", "1")
    after = {path: path.stat().st_mtime_ns for path in (tmp_path / "cells").iterdir()}
    assert after.keys() == before.keys()
    assert {path for path in after if after[path] != before[path]} == {cells[-1]}
    assert [line["auroc"] for line in table(tmp_path)] == [line["auroc"] for line in lines]


def test_a_folder_of_another_protocol_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    measure(tmp_path, "one-class", "--normal", "1")
    manifest = tmp_path / "manifest.json"
    record = json.loads(manifest.read_text(encoding="utf-8"))
    del record["protocol"]  # as in a folder older than the other protocols
    manifest.write_text(json.dumps(record), encoding="utf-8")
    assert measure(tmp_path, "contamination", "--normal", "1") == 2
    assert "follows another protocol (one-class)" in capsys.readouterr().err
    assert measure(tmp_path, "one-class", "--normal", "1") == 0


def test_each_protocol_has_a_folder_of_its_own() -> None:
    folders = {benchmark_folder("mnist", name) for name in ("", *list(PROTOCOLS)[1:])}
    assert len(folders) == len(PROTOCOLS)


def test_detectors_keep_together_the_best_without_anomalies_first() -> None:
    areas = {"robust": (0.8, 0.79), "fragile": (0.9, 0.6)}
    results = [
        RunResult(name, 1, 0, area, 1.0, 1.0, None, 100, "complete", contamination=share)
        for name, pair in areas.items()
        for share, area in zip((0.0, 0.3), pair, strict=True)
    ]
    rows = [(row.detector, row.contamination, row.parameters) for row in summarise(results)]
    assert rows == [
        ("fragile", 0.0, None), ("fragile", 0.3, None), ("robust", 0.0, None), ("robust", 0.3, None)
    ]  # fmt: skip


def test_more_anomalies_than_there_are_end_a_run_with_a_sentence(digits: Digits) -> None:
    entry = BenchmarkEntry("nearest", recipe("nearest"), most_digits=10)
    result = run_task(Task(entry, 1, 0, CONTAMINATION, 0.01), "generated", digits.fingerprint)
    assert isinstance(result, RunResult)
    assert (result.ended, result.contamination) == ("failed", 0.01)
    assert "1%" in result.problem


def test_a_machine_without_a_detectors_package_stores_no_failure(
    digits: Digits, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = BenchmarkEntry("pyod:knn", recipe("pyod", "knn"))
    monkeypatch.setattr("anomaly.validation._is_installed", lambda package: False)
    with pytest.raises(UserError, match="pip install pyod"):
        run_task(Task(entry, 1, 0), "generated", digits.fingerprint)
