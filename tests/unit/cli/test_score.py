"""anomaly score: the verdict on each of some pictures."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from PIL import Image, ImageDraw

from anomaly.training.trained import TrainedDetector
from tests.unit.cli.conftest import Run


def picture_of(path: Path, points: list[tuple[int, int]]) -> Path:
    picture = Image.new("L", (280, 280))
    if points:
        ImageDraw.Draw(picture).line(points, fill=255, width=20, joint="curve")
    picture.save(path)
    return path


def test_score_judges_each_picture(run: Run, tmp_path: Path) -> None:
    one = picture_of(tmp_path / "one.png", [(140, 50), (140, 230)])
    cross = picture_of(tmp_path / "cross.png", [(50, 140), (230, 140), (140, 60), (140, 230)])
    status, out, _ = run("score", str(one), str(cross), "--json")
    first, second = json.loads(out)["results"]
    assert status == 0
    assert first["verdict"] == "normal"
    assert second["verdict"] == "anomaly"
    assert second["score"] > first["score"]


def test_the_sentence_says_how_far_it_is_and_what_the_picture_is_not(
    run: Run, tmp_path: Path
) -> None:
    line = picture_of(tmp_path / "line.png", [(40, 140), (240, 140)])
    picture = Image.open(picture_of(tmp_path / "ones.png", [(100, 60), (100, 220)]))
    ImageDraw.Draw(picture).line([(180, 60), (180, 220)], fill=255, width=20)
    picture.save(tmp_path / "ones.png")
    files = str(line), str(tmp_path / "ones.png")
    _, out, _ = run("score", *files, "--json", "--no-limits")
    first, second = (result["sentence"] for result in json.loads(out)["results"])
    assert re.match("Normal.*: score .* below the line at 46.1", first)
    assert re.search(r"though \d\d% of its ink was not rebuilt$", first)
    assert second.endswith("more than one digit")
    _, out, _ = run("score", *files, "--json")
    dash = json.loads(out)["results"][0]
    assert (dash["verdict"], dash["reasons"][0]) == ("anomaly", "height_low")
    assert re.match(
        r"Anomaly: not tall enough for a 1 \(score .*, below the line\)$", dash["sentence"]
    )


def test_a_picture_that_cannot_be_read_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.png"
    bad.write_text("no picture")
    good = picture_of(tmp_path / "one.png", [(140, 50), (140, 230)])
    blank = picture_of(tmp_path / "blank.png", [])
    missing = tmp_path / "missing.png"
    files = [str(path) for path in (bad, missing, blank, good)]
    status, out, _ = run("score", *files, "--json")
    results = json.loads(out)["results"]
    assert status == 1
    assert [result["verdict"] for result in results] == [None, None, "blank", "normal"]
    assert "PNG, JPEG, WebP or HEIC" in results[0]["sentence"]
    assert "This picture is empty" in results[2]["sentence"]


def test_held_out_digits_that_all_score_the_same_give_a_warning_and_a_threshold(
    small: TrainedDetector, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stuck = replace(small, calibration_scores=torch.full((5,), 20.0))
    monkeypatch.setattr("anomaly.cli.score.obtain", lambda options: stuck)
    one = picture_of(tmp_path / "one.png", [(140, 50), (140, 230)])
    status, out, err = run("score", str(one), "--json")
    assert status == 0
    assert "(5) all score 20" in err
    assert 20 < json.loads(out)["threshold"] < 20.001
