"""anomaly train: a detector in a file, and a report of it."""

import json
from pathlib import Path

import pytest

from anomaly.storage import store
from anomaly.text import t
from tests.unit.cli.conftest import GENERATED, QUICK, Run


def test_single_settings_can_be_changed_and_make_another_detector(
    run: Run,
) -> None:
    changes = ["--set", "latent=4", "--set", "hidden=32,16", "--set", "least_updates=20"]
    status, out, _ = run("train", *GENERATED, *changes, "--most-digits", "50", "--json")
    assert status == 0
    trained = store.load(Path(json.loads(out)["file"]))
    settings = trained.plan.settings
    assert (settings.latent, settings.hidden, settings.least_updates) == (4, (32, 16), 20)
    assert trained.plan.most_digits == 50


def test_an_interrupted_training_ends_with_a_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("anomaly.cli.plan.train_detector", interrupt)
    status, _, err = run("train", *QUICK, "--seed", "1")
    assert status == 130
    assert "Stopped" in err


def test_train_writes_a_report_that_needs_nothing_else(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    folder = tmp_path / "elsewhere"
    arguments = ["train", *QUICK, "--report", str(report), "--folder", str(folder), "--json"]
    status, out, _ = run(*arguments)
    answer = json.loads(out.splitlines()[-1])
    assert status == 0
    assert Path(answer["file"]).parent == folder
    page = report.read_text(encoding="utf-8")
    assert page.count('class="plotly-graph-div"') == 5
    assert "src=" not in page.split("<script")[0]
    assert "AUROC " in page


@pytest.mark.parametrize("name", [".", "model.txt/report.html"])
def test_a_report_that_cannot_be_written_is_refused_before_the_training(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("anomaly.cli.train.train_with_progress", _never)
    (tmp_path / "model.txt").write_text("no folder")
    status, out, err = run("train", *QUICK, "--report", str(tmp_path / name))
    assert (status, out) == (2, "")
    assert "so nothing was trained" in err
    assert str(tmp_path / name) in err


def test_a_folder_that_cannot_be_written_is_refused_before_the_training(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anomaly.cli.train.train_with_progress", _never)
    file = tmp_path / "model.txt"
    file.write_text("no folder")
    status, _, err = run("train", *QUICK, "--folder", str(file))
    assert status == 2
    assert err.strip() == t("cli.no_folder", path=file, reason="File exists")


def _never(*_: object) -> None:
    pytest.fail("it was trained")
