"""The benchmark on this machine: what it measures, keeps, refuses and tells."""

import csv
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

import pytest
import torch
from torch import Tensor

from anomaly.benchmark.entries import BenchmarkEntry, parse_entries, plan_tasks
from anomaly.benchmark.folder import BenchmarkFolder
from anomaly.benchmark.published import load_published
from anomaly.benchmark.runners import run_locally
from anomaly.benchmark.runs import RunResult
from anomaly.benchmark.summary import summarise
from anomaly.benchmark.tables import csv_text, describe_row, list_notes
from anomaly.cli.main import main
from anomaly.data.digits import Digits
from anomaly.detectors import DETECTORS, Detector, Entry, Images, TrainingReport, as_images
from anomaly.errors import UserError
from anomaly.paths import PROJECT
from anomaly.text import t
from tests.support.small import SMALL

FAST = ["--data", "generated", "--jobs", "1"]
REGISTERED = tuple(DETECTORS)


def no_trouble(count: int) -> None:
    """Let every training succeed."""


@dataclass(frozen=True)
class InkSettings:
    """Settings of `Ink`."""

    power: float = 1.0


class Ink(Detector):
    """Tells digits by their ink alone; takes no time, and can be told to fail."""

    name = "ink"
    fitted: ClassVar[list[int]] = []  # the seed of each training
    trouble: ClassVar[Callable[[int], None]] = staticmethod(no_trouble)
    loss: ClassVar[float] = 1.0

    def __init__(self, settings: InkSettings, device: str = "cpu") -> None:
        self.settings = settings
        self.mean = torch.zeros(1)

    def fit(self, images: Tensor, calibration: Tensor, seed: int) -> Iterator[TrainingReport]:
        type(self).trouble(len(self.fitted))
        self.fitted.append(seed)
        self.mean = self._ink(images).mean(0, keepdim=True)
        yield TrainingReport(1, 2, 1.0, 1.0, 0.1)
        yield TrainingReport(2, 2, self.loss, self.loss, 0.2)

    def reconstruct(self, images: Images) -> Tensor:
        return as_images(images)

    def anomaly_score(self, images: Images) -> Tensor:
        return (self._ink(as_images(images)) - self.mean).abs() ** self.settings.power

    def state_dict(self) -> dict[str, Tensor]:
        return {"mean": self.mean, "more": torch.zeros(2, 3)}

    def load_state_dict(self, state: Mapping[str, Tensor]) -> None:
        self.mean = state["mean"]

    def _ink(self, images: Tensor) -> Tensor:
        return images.flatten(1).sum(1)


@pytest.fixture(autouse=True)
def _ink_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have one detector in the registry: quick, with two recipes, one of which collapses."""
    recipes = {"default": InkSettings(), "flat": InkSettings(power=0.0)}
    for name in reversed(list(DETECTORS)):  # they come back in their order
        monkeypatch.delitem(DETECTORS, name)
    monkeypatch.setitem(DETECTORS, "ink", Entry(Ink, recipes))
    for name, value in {"fitted": [], "trouble": staticmethod(no_trouble), "loss": 1.0}.items():
        monkeypatch.setattr(Ink, name, value)


def refuse(trouble: Exception | type[BaseException], *counts: int) -> Any:
    """Return what fails the trainings with these numbers, counted from 0 and once each."""
    left = set(counts)

    def fail(count: int) -> None:
        if count in left:
            left.remove(count)
            raise trouble

    return staticmethod(fail)


def run(
    capsys: pytest.CaptureFixture[str], folder: Path, *arguments: str, detectors: str = "ink"
) -> tuple[int, str, str]:
    where = ["--detectors", detectors, "--folder", str(folder)]
    status = main(["benchmark", *FAST, *where, *arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def table(folder: Path) -> list[dict[str, str]]:
    with (folder / "benchmark.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cell(detector: str, normal: int, seed: int, area: float | None) -> RunResult:
    if area is None:
        return RunResult(detector, normal, seed, None, None, None, None, 0, "failed", "No luck.")
    return RunResult(detector, normal, seed, area, 2.0, 30.0, 7, 1000, "complete")


def test_each_detector_digit_and_seed_is_a_line_of_the_csv(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    status, out, _ = run(capsys, tmp_path, "--seeds", "2", "--json")
    header = (tmp_path / "benchmark.csv").read_text(encoding="utf-8").splitlines()[0]
    lines = table(tmp_path)
    assert status == 0
    assert header == "detector,normal,seed,auroc,fit_s,score_us,parameters"
    assert {(line["normal"], line["seed"]) for line in lines} == {
        (str(digit), str(seed)) for digit in range(10) for seed in range(2)
    }
    assert all(0 <= float(line["auroc"]) <= 1 for line in lines)
    assert all(float(line["fit_s"]) > 0 and float(line["score_us"]) > 0 for line in lines)
    assert {line["parameters"] for line in lines} == {"7"}
    (row,) = json.loads(out)["detectors"]
    areas = [float(line["auroc"]) for line in lines]
    assert row["auroc"] == pytest.approx(sum(areas) / len(areas))
    assert float(next(line["auroc"] for line in lines if line["normal"] == "1")) > 0.9


def test_the_table_and_a_page_that_needs_nothing_else_are_in_the_folder(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _, out, _ = run(capsys, tmp_path, "--normal", "1,7", "--seeds", "1", detectors="ink,ink:flat")
    names = [line.split("|")[1].strip() for line in out.splitlines() if line.startswith("|")]
    assert names[:4] == ["detector", ":".ljust(12, "-"), "ink", "ink:flat"]
    text = (tmp_path / "benchmark.md").read_text(encoding="utf-8")
    assert out.splitlines()[2] in text
    assert "seeds 0;" in text
    page = (tmp_path / "benchmark.html").read_text(encoding="utf-8")
    assert page.count('class="plotly-graph-div"') == 1
    assert not re.search("<(script|link|img)[^>]+(src|href)=", page)


def test_a_second_run_computes_only_what_is_missing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run(capsys, tmp_path, "--normal", "1,7", "--seeds", "1")
    run(capsys, tmp_path, "--normal", "1,7", "--seeds", "2")
    assert Ink.fitted == [0, 0, 1, 1]
    run(capsys, tmp_path, "--normal", "7", "--seeds", "1", "--first-seed", "5")
    assert Ink.fitted == [0, 0, 1, 1, 5]
    run(capsys, tmp_path, "--normal", "1,7", "--seeds", "2")
    assert len(Ink.fitted) == len(table(tmp_path)) == 5


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"detector": "ink"}', "\udcff", "[" * 9999])
def test_a_damaged_cell_is_told_and_computed_again(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: str
) -> None:
    run(capsys, tmp_path, "--normal", "1,7", "--seeds", "1")
    before = table(tmp_path)
    path = tmp_path / "cells" / "ink-7-0.json"
    path.write_bytes(content.encode(errors="surrogateescape"))
    _, _, err = run(capsys, tmp_path, "--normal", "1,7", "--seeds", "1")
    assert f"{path} is damaged" in err
    assert len(Ink.fitted) == 3
    assert [line["auroc"] for line in table(tmp_path)] == [line["auroc"] for line in before]


def test_a_cell_under_another_ones_name_is_not_taken_for_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run(capsys, tmp_path, "--normal", "1,7", "--seeds", "1")
    cells = tmp_path / "cells"
    (cells / "ink-7-0.json").write_bytes((cells / "ink-1-0.json").read_bytes())
    _, _, err = run(capsys, tmp_path, "--normal", "1,7", "--seeds", "1")
    assert "is damaged" in err
    assert {line["normal"] for line in table(tmp_path)} == {"1", "7"}


def test_a_cell_that_fails_is_kept_with_its_sentence_and_the_run_goes_on(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Ink, "trouble", refuse(UserError("training.nothing"), 0))
    status, out, err = run(capsys, tmp_path, "--normal", "1,7", "--seeds", "1")
    failed, good = table(tmp_path)
    assert status == 1
    assert failed["auroc"] == failed["fit_s"] == ""
    assert float(good["auroc"]) > 0
    assert "ink, digit 1, seed 0: Training was stopped" in err
    assert "ink, digit 1, seed 0: Training was stopped" in out
    assert "1/2" in out
    run(capsys, tmp_path, "--normal", "1,7", "--seeds", "1")
    assert len(Ink.fitted) == 1


def test_an_error_nobody_foresaw_is_told_and_tried_again_next_time(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Ink, "trouble", refuse(ZeroDivisionError("here"), 0))
    status, _, err = run(capsys, tmp_path, "--normal", "1,7", "--seeds", "1")
    assert status == 1
    assert "digit 1, seed 0: ended with an error" in err
    assert "ZeroDivisionError: here" in err
    assert [line["normal"] for line in table(tmp_path)] == ["7"]
    status, _, _ = run(capsys, tmp_path, "--normal", "1,7", "--seeds", "1")
    assert status == 0
    assert len(table(tmp_path)) == 2


def test_a_stopped_run_keeps_what_is_finished(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Ink, "trouble", refuse(KeyboardInterrupt, 2))
    status, _, err = run(capsys, tmp_path, "--seeds", "1")
    assert status == 2
    assert "goes on from there" in err
    assert len(list((tmp_path / "cells").iterdir())) == 2
    run(capsys, tmp_path, "--seeds", "1")
    assert len(Ink.fitted) == len(table(tmp_path)) == 10


def test_detectors_that_went_astray_or_collapsed_are_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Ink, "loss", float("nan"))
    once = ["--normal", "1", "--seeds", "1"]
    for cells in ("computed", "stored"):
        _, out, err = run(capsys, tmp_path, *once, detectors="ink,ink:flat")
        assert "- ink, digit 1, seed 0: training went astray" in out
        assert "- ink:flat, digit 1, seed 0: the detector has collapsed" in out
        assert ("cells" in err) == (cells == "computed")
    assert table(tmp_path)[1]["auroc"] == "0.5"


def test_fewer_digits_are_told_in_the_table(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    few = ["--test-digits", "200", "--most-digits", "20", "--normal", "1", "--seeds", "1"]
    _, out, _ = run(capsys, tmp_path, *few)
    assert "ink: 200 test digits" in out
    assert "ink: fitted on at most 20 digits" in out


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (["--most-digits", "20"], "measured ink in another way (most_digits was None, now 20)"),
        (["--test-digits", "20"], "test_digits was None, now 20"),
    ],
)
def test_a_folder_of_other_settings_is_refused_and_left_as_it_is(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, change: list[str], sentence: str
) -> None:
    run(capsys, tmp_path, "--normal", "1", "--seeds", "1")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    status, _, err = run(capsys, tmp_path, "--normal", "1,7", "--seeds", "1", *change)
    assert status == 2
    assert sentence in err
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}


def test_a_folder_of_other_digits_or_another_version_is_refused(
    tmp_path: Path, digits: Digits
) -> None:
    entries = parse_entries("ink")
    BenchmarkFolder(tmp_path, digits, entries).add(cell("ink", 1, 0, 0.9))
    with pytest.raises(UserError, match="other digits"):
        BenchmarkFolder(tmp_path, replace(digits, fingerprint="other"), entries)
    with pytest.raises(UserError, match=r"power was 1\.0, now 2\.0"):
        BenchmarkFolder(tmp_path, digits, [BenchmarkEntry("ink", InkSettings(power=2.0))])
    manifest = tmp_path / "manifest.json"
    manifest.write_text(manifest.read_text().replace("benchmark-1", "benchmark-9"))
    with pytest.raises(UserError, match="another version"):
        BenchmarkFolder(tmp_path, digits, entries)


def test_who_has_not_been_measured_yet_can_still_be_measured_in_another_way(
    tmp_path: Path, digits: Digits
) -> None:
    BenchmarkFolder(tmp_path, digits, parse_entries("ink", device="cuda"))
    folder = BenchmarkFolder(tmp_path, digits, parse_entries("ink"))
    assert folder.detectors["ink"]["device"] == "cpu"


@pytest.mark.parametrize("content", [None, "", "[]", '{"data": {}, "detectors": {"ink": 3}}'])
def test_a_folder_whose_manifest_is_gone_or_damaged_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: str | None
) -> None:
    run(capsys, tmp_path, "--normal", "1", "--seeds", "1")
    manifest = tmp_path / "manifest.json"
    if content is None:
        manifest.unlink()
    else:
        manifest.write_text(content)
    status, _, err = run(capsys, tmp_path, "--normal", "1", "--seeds", "1")
    assert status == 2
    assert "manifest.json is damaged" in err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--detectors", "oracle"], "Known: ink"),
        (["--detectors", ","], "Known: ink"),
        (["--detectors", "ink:secret"], "Known: default, flat"),
        (["--normal", "11"], "not a digit"),
        (["--normal", "x"], "no list of digits"),
        (["--normal", ","], "at least one"),
        (["--seeds", "0"], "seeds is 0"),
        (["--first-seed", "-1"], "seed is -1"),
        (["--jobs", "0"], "jobs is 0"),
        (["--test-digits", "3"], "test_digits is 3"),
        (["--most-digits", "0"], "most_digits is 0"),
        (["--data", "nowhere"], "no set of digits"),
        (["--folder", "/proc/none"], "could not be written to /proc/none"),
    ],
)
def test_nonsense_ends_with_a_sentence_and_status_2(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, arguments: list[str], sentence: str
) -> None:
    status, out, err = run(capsys, tmp_path, *arguments)
    assert status == 2
    assert sentence in err
    assert "Traceback" not in err + out
    assert not Ink.fitted


def test_the_best_comes_first_and_the_spread_is_that_of_the_seeds_means() -> None:
    cells = [
        *(cell("worse", digit, seed, 0.8) for digit in (1, 8) for seed in (0, 1)),
        *(cell("better", 1, seed, area) for seed, area in enumerate((1.0, 0.98))),
        *(cell("better", 8, seed, area) for seed, area in enumerate((0.9, 0.88))),
        cell("better", 8, 2, 0.1),  # a seed without all digits has no mean of its own
        cell("hopeless", 1, 0, None),
    ]
    better, worse, hopeless = summarise(cells)
    assert [row.detector for row in (better, worse)] == ["better", "worse"]
    assert better.spread == pytest.approx(2 * 0.02 / 2**0.5)
    assert better.by_digit == pytest.approx({1: 0.99, 8: (0.9 + 0.88 + 0.1) / 3})
    assert worse.spread == pytest.approx(0.0)
    assert (hopeless.auroc, hopeless.failed, hopeless.by_digit) == (None, 1, {})


def test_what_was_written_can_be_read_again(tmp_path: Path) -> None:
    cells = [
        *(cell("better", digit, seed, 0.9 + digit / 100) for digit in (1, 8) for seed in (0, 1)),
        cell("worse", 1, 0, 0.8),
    ]
    rows = summarise(cells)
    path = tmp_path / "benchmark.csv"
    path.write_text(csv_text(cells, rows))
    assert load_published(path) == rows
    path.write_text(path.read_text().replace("0.8", "high"))
    with pytest.raises(UserError, match="missing or damaged"):
        load_published(path)
    with pytest.raises(UserError, match="missing or damaged"):
        load_published(tmp_path / "nothing.csv")


def test_a_detector_below_one_half_is_said_to_be_worse_than_guessing(
    tmp_path: Path, digits: Digits
) -> None:
    folder = BenchmarkFolder(tmp_path, digits, parse_entries("ink"))
    results = [cell("ink", digit, 0, area) for digit, area in enumerate((0.33, 0.5, 0.4, 0.51))]
    warning = t("auroc.of_digits", digits="0s and 2s", warning=t("auroc.worse"))
    assert [describe_row(row) for row in summarise(results)] == [warning]
    assert f"ink: {warning}" in list_notes(folder, results, digits)
    assert describe_row(summarise(results[1:2])[0]) is None  # exactly one half


def test_the_published_result_has_each_detector_on_each_digit() -> None:
    rows = {row.detector: row for row in load_published()}
    assert rows.keys() >= set(REGISTERED)
    assert all(len(row.by_digit) == 10 for row in rows.values())


def test_all_are_the_default_recipes_and_a_default_by_name_is_the_same() -> None:
    assert parse_entries("all") == parse_entries("ink:default") == parse_entries("ink")
    assert [entry.name for entry in parse_entries("ink:flat,ink")] == ["ink:flat", "ink"]


def test_processes_side_by_side_measure_the_same_and_the_loss_of_one_is_told(
    digits: Digits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()  # other processes have the registry as it is
    entry = BenchmarkEntry("autoencoder", SMALL, most_digits=100)
    tasks = plan_tasks([entry], (1, 7), range(2))

    def areas(jobs: int) -> dict[Any, Any]:
        results = list(run_locally(tasks, "generated", digits.fingerprint, jobs))
        assert all(isinstance(result, RunResult) for result in results)
        return {result.run_id: result.auroc for result in results if isinstance(result, RunResult)}

    alone = areas(1)
    assert len(alone) == 4
    assert areas(2) == alone
    many = plan_tasks([entry], (1, 7), range(500))
    results = run_locally(many, "generated", digits.fingerprint, 2)
    next(results)
    search = ["pgrep", "-P", str(os.getpid()), "-f", "LokyProcess"]
    for number in subprocess.run(search, capture_output=True, check=True, text=True).stdout.split():
        os.kill(int(number), signal.SIGKILL)
    with pytest.raises(UserError, match="ended unexpectedly"):
        list(results)


def test_a_run_killed_half_way_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()  # other processes have the registry as it is
    command = ["benchmark", *FAST, "--detectors", "pca", "--folder", str(tmp_path)]
    command += ["--most-digits", "300", "--normal", "1,4,7", "--seeds", "10"]
    cells = tmp_path / "cells"
    process = subprocess.Popen(
        [sys.executable, "-m", "anomaly", *command], cwd=PROJECT, stderr=subprocess.DEVNULL
    )
    while not list(cells.glob("*.json")):
        assert process.poll() is None
        time.sleep(0.02)
    process.kill()
    process.wait()
    before = {path: path.stat().st_mtime_ns for path in cells.glob("*.json")}
    assert len(before) < 30
    assert main(command) == 0
    after = {path: path.stat().st_mtime_ns for path in cells.glob("*.json")}
    assert before == {path: after[path] for path in before}
    assert len(table(tmp_path)) == len(after) == 30
