"""The command line, as a person and as a script use it."""

import json
import re
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
import torch
from PIL import Image, ImageDraw

from anomaly.cli.main import main
from anomaly.data.download import MnistFetch
from anomaly.evaluation import RULES
from anomaly.paths import model_folder
from anomaly.storage import store
from anomaly.training.trained import TrainedDetector

FAST = ["--data", "generated", "--normal", "1"]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def picture_of(path: Path, points: list[tuple[int, int]]) -> Path:
    picture = Image.new("L", (280, 280))
    if points:
        ImageDraw.Draw(picture).line(points, fill=255, width=20, joint="curve")
    picture.save(path)
    return path


def test_evaluate_prints_the_auroc_with_its_interval(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "evaluate", *FAST, "--anomaly", "9", "--json")
    answer = json.loads(out.splitlines()[-1])
    assert status == 0
    assert answer["auroc"] > 0.9
    assert answer["auroc_ci"][0] <= answer["auroc"] <= answer["auroc_ci"][1]
    assert (answer["normal"], answer["anomaly"], answer["data"]) == ([1], [9], "generated")
    assert sum(answer["confusion"].values()) == 200


def test_single_settings_can_be_changed_and_make_another_detector(
    capsys: pytest.CaptureFixture[str],
) -> None:
    changes = ["--set", "latent=4", "--set", "hidden=32,16", "--set", "least_updates=20"]
    status, out, _ = run(capsys, "train", *FAST, *changes, "--most-digits", "50", "--json")
    assert status == 0
    trained = store.load(Path(json.loads(out)["file"]))
    settings = trained.plan.settings
    assert (settings.latent, settings.hidden, settings.least_updates) == (4, (32, 16), 20)
    assert trained.plan.most_digits == 50


def test_an_interrupted_training_ends_with_a_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("anomaly.cli.plan.train_detector", interrupt)
    status, _, err = run(capsys, "train", *FAST, "--seed", "1")
    assert status == 130
    assert "Stopped" in err


def test_mnist_that_cannot_be_had_is_told_with_what_to_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("anomaly.data.mnist.DATA", tmp_path)
    monkeypatch.setattr("anomaly.cli.shared.MnistFetch", partial(MnistFetch, tmp_path))
    monkeypatch.delenv("MNIST_ROOT", raising=False)
    status, _, err = run(capsys, "train", "--data", "mnist")
    assert status == 2
    assert "MNIST_ROOT" in err
    assert "stay in use" not in err


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (["--set", "latnt=4"], "Known: epochs"),
        (["--set", "latent=many"], "no value for latent"),
        (["--set", "score=worst"], "one of absolute, squared"),
        (["--set", "latent=785"], "must be from 1 to 784"),
        (["--set", "one_cycle=perhaps"], "no value for one_cycle"),
        (["--contamination", "0.3"], "must be from 0.0 to 0.2"),
        (["--most-digits", "0"], "must be from 1 to"),
    ],
)
def test_a_change_that_makes_no_sense_is_told(
    capsys: pytest.CaptureFixture[str], change: list[str], sentence: str
) -> None:
    status, _, err = run(capsys, "train", *FAST, *change)
    assert status == 2
    assert sentence in err


def test_rest_means_all_other_digits(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "evaluate", *FAST, "--anomaly", "rest", "--json")
    assert json.loads(out)["anomaly"] == [0, 2, 3, 4, 5, 6, 7, 8, 9]


def test_without_json_it_speaks_in_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "evaluate", *FAST, "--anomaly", "9")
    assert "AUROC 1s against 9s: " in out
    assert "false alarms" in out


def test_evaluate_says_what_the_chosen_rule_does(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "evaluate", *FAST, "--anomaly", "9", "--json")
    default = json.loads(out)
    assert default["rule"] == "quantile=0.99"
    _, out, err = run(capsys, "evaluate", *FAST, "--anomaly", "9", "--rule", "mad=0.5", "--json")
    answer = json.loads(out)
    assert answer["rule"] == "mad=0.5"
    assert answer["threshold"] < default["threshold"]
    assert "rule mad=0.5" in err
    counts = answer["confusion"]
    flagged = counts["caught"] + counts["false_alarms"]
    assert answer["precision"] == counts["caught"] / flagged
    assert answer["f1"] == 2 * counts["caught"] / (flagged + counts["caught"] + counts["missed"])
    assert answer["average_precision"] == default["average_precision"] > 0.9
    assert answer["fpr_at_95_tpr"] == default["fpr_at_95_tpr"] < 0.2


def test_rules_lists_every_rule_and_why_one_has_no_threshold(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, out, err = run(capsys, "evaluate", *FAST, "--anomaly", "9", "--rules", "--json")
    rows = {row["name"]: row for row in json.loads(out)["rules"]}
    assert status == 0
    assert list(rows) == list(RULES)
    refused = {name: rows.pop(name) for name in ("conformal", "precision")}  # 75 held-out digits
    for row in refused.values():
        assert row["threshold"] is row["confusion"] is row["precision"] is None
        assert row["problem"] in err
    assert "at least 99" in refused["conformal"]["problem"]
    assert "75 held-out normal digits" in refused["precision"]["problem"]
    for row in rows.values():
        assert row["problem"] is None
        assert sum(row["confusion"].values()) == 200
        assert row["caught_share"] == row["confusion"]["caught"] / 100
        assert row["false_alarm_share"] == row["confusion"]["false_alarms"] / 100
    assert rows["cost"]["values"] == [10.0, 1.0, 0.001]


def test_without_json_the_rules_stand_in_aligned_columns(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, out, _ = run(capsys, "evaluate", *FAST, "--anomaly", "9", "--rules")
    lines = out.splitlines()[-1 - len(RULES) :]
    columns = ["rule", "looks at", "threshold", "caught", "false alarms", "precision"]
    assert re.split(" {2,}", lines[0]) == columns
    assert [line.split()[0].split("=")[0] for line in lines[1:]] == list(RULES)
    ends = {len(line) for line in lines if "held-out" not in line.casefold()}
    assert len(ends) == 1
    looks = lines[0].index("looks at")
    told = [line[looks:].startswith("labels") for line in lines[1:]]
    assert told == [rule.uses_labels for rule in RULES.values()]


def test_a_rule_with_labels_never_looks_at_test_digits(
    small: TrainedDetector, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def thresholds(trained: TrainedDetector) -> list[float | None]:
        monkeypatch.setattr("anomaly.cli.evaluate.obtain", lambda options: trained)
        _, out, _ = run(capsys, "evaluate", "--rules", "--json")
        return [row["threshold"] for row in json.loads(out)["rules"]]

    elsewhere = replace(small, test_scores=small.test_scores.flip(0))
    assert thresholds(elsewhere) == thresholds(small)
    shifted = replace(small, anomalous_scores=small.anomalous_scores + 100)
    assert thresholds(shifted) != thresholds(small)


def test_held_out_digits_that_all_score_the_same_give_a_warning_and_a_threshold(
    small: TrainedDetector,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    stuck = replace(small, calibration_scores=torch.full((5,), 20.0))
    monkeypatch.setattr("anomaly.cli.evaluate.obtain", lambda options: stuck)
    one = picture_of(tmp_path / "one.png", [(140, 50), (140, 230)])
    for command in (["evaluate"], ["score", str(one)]):
        status, out, err = run(capsys, *command, "--json")
        assert status == 0
        assert "(5) all score 20" in err
        assert 20 < json.loads(out)["threshold"] < 20.001
    status, _, err = run(capsys, "evaluate", "--rule", "quantile=0.99")
    assert status == 2
    assert "(5) all score 20" in err


def test_json_has_null_where_there_is_no_number(
    small: TrainedDetector, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    calm = replace(small, calibration_scores=small.calibration_scores + 10_000)
    monkeypatch.setattr("anomaly.cli.evaluate.obtain", lambda options: calm)
    _, out, err = run(capsys, "evaluate", "--json")
    assert json.loads(out)["precision"] is None
    assert "NaN" not in out
    assert "nan" not in err


def test_evaluate_trains_only_where_no_stored_detector_fits(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(capsys, "evaluate", *FAST)
    (stored,) = model_folder().iterdir()
    before = stored.stat().st_mtime_ns
    run(capsys, "evaluate", *FAST)
    assert stored.stat().st_mtime_ns == before
    run(capsys, "evaluate", *FAST, "--seed", "1")
    assert len(list(model_folder().iterdir())) == 2


def test_the_bundled_detector_is_evaluated_without_digits_on_disk(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, out, _ = run(capsys, "evaluate", "--anomaly", "9", "--json")
    answer = json.loads(out)
    assert status == 0
    assert answer["data"] == "mnist"
    assert answer["auroc"] >= 0.998


def test_score_judges_each_picture(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    one = picture_of(tmp_path / "one.png", [(140, 50), (140, 230)])
    cross = picture_of(tmp_path / "cross.png", [(50, 140), (230, 140), (140, 60), (140, 230)])
    status, out, _ = run(capsys, "score", str(one), str(cross), "--json")
    first, second = json.loads(out)["results"]
    assert status == 0
    assert first["verdict"] == "normal"
    assert second["verdict"] == "anomaly"
    assert second["score"] > first["score"]


def test_a_picture_that_cannot_be_read_does_not_stop_the_others(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    bad = tmp_path / "bad.png"
    bad.write_text("no picture")
    good = picture_of(tmp_path / "one.png", [(140, 50), (140, 230)])
    blank = picture_of(tmp_path / "blank.png", [])
    missing = tmp_path / "missing.png"
    files = [str(path) for path in (bad, missing, blank, good)]
    status, out, _ = run(capsys, "score", *files, "--json")
    results = json.loads(out)["results"]
    assert status == 1
    assert [result["verdict"] for result in results] == [None, None, "blank", "normal"]


def test_train_writes_a_report_that_needs_nothing_else(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    report = tmp_path / "report.html"
    folder = tmp_path / "elsewhere"
    arguments = ["train", *FAST, "--report", str(report), "--folder", str(folder), "--json"]
    status, out, _ = run(capsys, *arguments)
    answer = json.loads(out.splitlines()[-1])
    assert status == 0
    assert Path(answer["file"]).parent == folder
    page = report.read_text(encoding="utf-8")
    assert page.count('class="plotly-graph-div"') == 5
    assert "src=" not in page.split("<script")[0]
    assert "AUROC " in page


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["evaluate", "--normal", "x"], "no list of digits"),
        (["evaluate", "--normal", "11"], "not a digit"),
        (["evaluate", "--normal", ""], "at least one"),
        (["evaluate", "--normal", "0,1,2,3,4,5,6,7,8,9"], "All ten"),
        (["evaluate", "--anomaly", "1"], "no anomalous digits"),
        (["evaluate", "--detector", "oracle"], "Known: autoencoder"),
        (["evaluate", "--recipe", "secret"], "Known: default"),
        (["evaluate", "--rule", "luck"], "Known: quantile, sigma"),
        (["evaluate", "--rule", "quantile=2"], "quantile is 2.0"),
        (["evaluate", "--rule", "cost=1,1,x"], "“x” is no number"),
        (["evaluate", *FAST, "--rule", "conformal=0.01"], "at least 99"),
        (["train", "--seed", str(10**30)], "seed is 1000"),
        (["train", "--data", "x" * 5000], "no set of digits"),
        (["train", "--data", "nowhere"], "no set of digits"),
        (["train", "--data", "generated", "--report", "/proc/none/report.html"], "/proc/none"),
        (["train", "--data", "generated", "--folder", "/proc/none"], "could not be stored"),
    ],
)
def test_nonsense_ends_with_a_sentence_and_status_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    status, out, err = run(capsys, *arguments)
    assert status == 2
    assert sentence in err
    assert "Traceback" not in err + out


@pytest.mark.parametrize("command", ["train", "evaluate", "score", "benchmark"])
def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str], command: str) -> None:
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])
    assert end.value.code == 0
    out = capsys.readouterr().out
    assert all(option in out for option in ("--json", "--normal", "--detector", "--seed", "--data"))
