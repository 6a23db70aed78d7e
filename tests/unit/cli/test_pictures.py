"""anomaly train --pictures, and what the other commands make of its detector."""

import json
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from anomaly.storage import store
from anomaly.text import t
from tests.support.signs import KA, SA, Sign, by_hand
from tests.unit.cli.conftest import Run


def draw(path: Path, sign: Sign, seed: int) -> Path:
    picture = Image.new("L", (200, 200), 250)
    pen = ImageDraw.Draw(picture)
    for stroke in by_hand(sign, seed):
        pen.line([(200 * x, 200 * y) for x, y in stroke], fill=10, width=9, joint="curve")
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for seed in range(8):
        draw(tmp_path / "set" / "normal" / f"{seed}.png", KA, seed)
    for seed in range(4):
        draw(tmp_path / "set" / "anomaly" / f"{seed}.png", SA, seed)
    (tmp_path / "set" / "normal" / "bad.png").write_text("no picture")
    return tmp_path / "set"


def test_pictures_are_learned_reported_on_and_told_from_others(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    models, report = tmp_path / "models", tmp_path / "report.html"
    status, out, err = run(
        "train",
        "--pictures",
        str(folder),
        "--folder",
        str(models),
        "--report",
        str(report),
        "--json",
    )
    answer = json.loads(out)
    assert status == 0
    assert answer["pictures"]["normal"] == 8
    assert answer["left_out"]["normal"]["total"] == 8
    assert answer["left_out"]["scores"][0].keys() == {"name", "score"}
    assert len(answer["left_out"]["scores"]) == 8
    assert answer["left_out"]["given"]["total"] == 2, "the other half may choose thresholds"
    assert "left out: normal/bad.png: " in err
    assert "of new ones between" in err
    assert "8 pictures are few" in err
    assert "your signs" in report.read_text(encoding="utf-8")
    assert store.load(answer["file"]).is_of_signs

    new, other = draw(tmp_path / "new.png", KA, 50), draw(tmp_path / "other.png", SA, 50)
    status, out, _ = run("score", "--model", answer["file"], str(new), str(other), "--json")
    assert [result["verdict"] for result in json.loads(out)["results"]] == ["normal", "anomaly"]
    status, out, _ = run("evaluate", "--model", answer["file"])
    assert status == 0
    assert out.startswith(f"as recorded in {answer['file']}")
    assert "AUROC your signs against all others" in out
    assert "(rule clipped=15)" in out
    assert t("signs.counted") in out
    assert "anomalies you gave, on which nothing was fitted or chosen: 2 of 2 caught" in out
    status, _, err = run("evaluate", "--model", answer["file"], "--corruptions")
    assert (status, err.strip()) == (2, t("corruption.none_held_out"))


def test_a_picture_unlike_the_others_is_named(run: Run, folder: Path, tmp_path: Path) -> None:
    draw(folder / "normal" / "odd.png", SA, 90)
    arguments = ["--detector", "nearest", "--folder", str(tmp_path / "models")]
    _, out, _ = run("train", "--pictures", str(folder), *arguments)
    assert "unlike the others: normal/odd.png" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["gone"], "There is no folder, ZIP or picture at gone"),
        (["normal/0.png"], "There are 1 different pictures of the sign; at least 5"),
        (["normal", "--normal", "4"], "--normal is of digits"),
        (["normal", "--most-digits", "3"], "There are 3 different pictures"),
        (["anomaly", "--set", "oracle=1"], "oracle"),
    ],
)
def test_what_cannot_be_learned_is_told(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(folder)
    status, _, err = run("train", "--pictures", *arguments)
    assert status == 2
    assert said in err


def test_a_model_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    status, _, err = run("score", "--model", str(tmp_path / "gone.safetensors"), "x.png")
    assert status == 2
    assert err.startswith("There is no file at")


@pytest.mark.parametrize(
    ("command", "arguments", "said"),
    [
        (["evaluate"], ["--data", "generated"], "--data describes"),
        (["evaluate"], ["--most-digits", "9"], "--most-digits describes"),
        (["score", "x.png"], ["--normal", "4"], "--normal describes"),
    ],
)
def test_what_describes_a_detector_is_refused_beside_a_file(
    run: Run, command: list[str], arguments: list[str], said: str
) -> None:
    status, _, err = run(*command, "--model", "any.safetensors", *arguments)
    assert status == 2
    assert said in err
