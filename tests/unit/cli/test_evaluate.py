"""anomaly evaluate: figures of a detector, under one threshold rule or under each."""

import json
import re
from dataclasses import replace

import pytest
import torch

from anomaly.evaluation import RULES
from anomaly.reports.corruption_report import num_corruption_results
from anomaly.training.trained import TrainedDetector
from tests.unit.cli.conftest import GENERATED, Run

with_default = pytest.mark.usefixtures("default_model")


@with_default
def test_evaluate_prints_the_auroc_with_its_interval(run: Run) -> None:
    status, out, _ = run("evaluate", *GENERATED, "--anomaly", "9", "--json")
    answer = json.loads(out.splitlines()[-1])
    assert status == 0
    assert answer["auroc"] > 0.9
    assert answer["auroc_ci"][0] <= answer["auroc"] <= answer["auroc_ci"][1]
    assert (answer["normal"], answer["anomaly"], answer["data"]) == ([1], [9], "generated")
    assert sum(answer["confusion"].values()) == 200


@with_default
def test_rest_means_all_other_digits(run: Run) -> None:
    _, out, _ = run("evaluate", *GENERATED, "--anomaly", "rest", "--json")
    assert json.loads(out)["anomaly"] == [0, 2, 3, 4, 5, 6, 7, 8, 9]


@with_default
def test_without_json_it_speaks_in_sentences(run: Run) -> None:
    _, out, _ = run("evaluate", *GENERATED, "--anomaly", "9")
    assert "AUROC 1s against 9s: " in out
    assert "false alarms" in out


@with_default
def test_evaluate_says_what_the_chosen_rule_does(run: Run) -> None:
    _, out, _ = run("evaluate", *GENERATED, "--anomaly", "9", "--json")
    default = json.loads(out)
    assert default["rule"] == "quantile=0.99"
    _, out, err = run("evaluate", *GENERATED, "--anomaly", "9", "--rule", "mad=0.5", "--json")
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


@with_default
def test_rules_lists_every_rule_and_why_one_has_no_threshold(
    run: Run,
) -> None:
    status, out, err = run("evaluate", *GENERATED, "--anomaly", "9", "--rules", "--json")
    rows = {row["name"]: row for row in json.loads(out)["rules"]}
    assert status == 0
    assert list(rows) == list(RULES)
    refused = {name: rows.pop(name) for name in ("conformal", "precision")}  # 75 held-out digits
    for row in refused.values():
        assert row["threshold"] is row["confusion"] is row["precision"] is None
        assert row["problem"] in err
    assert "at least 99" in refused["conformal"]["problem"]
    assert "75 held-out normal pictures" in refused["precision"]["problem"]
    for row in rows.values():
        assert row["problem"] is None
        assert sum(row["confusion"].values()) == 200
        assert row["caught_share"] == row["confusion"]["caught"] / 100
        assert row["false_alarm_share"] == row["confusion"]["false_alarms"] / 100
    assert rows["cost"]["values"] == [10.0, 1.0, 0.001]


@with_default
def test_without_json_the_rules_stand_in_aligned_columns(
    run: Run,
) -> None:
    _, out, _ = run("evaluate", *GENERATED, "--anomaly", "9", "--rules")
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
    small: TrainedDetector, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def thresholds(trained: TrainedDetector) -> list[float | None]:
        monkeypatch.setattr("anomaly.cli.evaluate.obtain", lambda options: trained)
        _, out, _ = run("evaluate", "--rules", "--json")
        return [row["threshold"] for row in json.loads(out)["rules"]]

    elsewhere = replace(small, test_scores=small.test_scores.flip(0))
    assert thresholds(elsewhere) == thresholds(small)
    shifted = replace(small, anomalous_scores=small.anomalous_scores + 100)
    assert thresholds(shifted) != thresholds(small)


def test_held_out_digits_that_all_score_the_same_give_a_warning_and_a_threshold(
    small: TrainedDetector,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stuck = replace(small, calibration_scores=torch.full((5,), 20.0))
    monkeypatch.setattr("anomaly.cli.evaluate.obtain", lambda options: stuck)
    status, out, err = run("evaluate", "--json")
    assert status == 0
    assert "(5) all score 20" in err
    assert 20 < json.loads(out)["threshold"] < 20.001
    status, _, err = run("evaluate", "--rule", "quantile=0.99")
    assert status == 2
    assert "(5) all score 20" in err


def test_json_has_null_where_there_is_no_number(
    small: TrainedDetector, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    calm = replace(small, calibration_scores=small.calibration_scores + 10_000)
    monkeypatch.setattr("anomaly.cli.evaluate.obtain", lambda options: calm)
    _, out, err = run("evaluate", "--json")
    assert json.loads(out)["precision"] is None
    assert "NaN" not in out
    assert "nan" not in err


def test_the_bundled_detector_is_evaluated_without_digits_on_disk(
    run: Run,
) -> None:
    status, out, _ = run("evaluate", "--anomaly", "9", "--json")
    answer = json.loads(out)
    assert status == 0
    assert answer["data"] == "mnist"
    assert answer["auroc"] >= 0.998


@with_default
def test_corruptions_are_measured_each_at_its_strengths(run: Run) -> None:
    status, out, err = run("evaluate", *GENERATED, "--corruptions", "--json")
    rows = json.loads(out)["corruptions"]
    assert status == 0
    assert len(rows) == num_corruption_results()
    intact, *damaged = rows
    assert (intact["corruption"], intact["digits"]) == ("intact", 100)
    for row in damaged:
        assert (row["found"] is not None) == row["is_harmful"]
    assert max(row["pixel_auroc"] for row in damaged if row["is_harmful"]) > 0.9
    assert "region overlap" in err
