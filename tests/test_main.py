"""The command line, as a person and as a script use it."""

import json
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from anomaly.__main__ import main
from anomaly.paths import model_folder

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


def test_rest_means_all_other_digits(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "evaluate", *FAST, "--anomaly", "rest", "--json")
    assert json.loads(out)["anomaly"] == [0, 2, 3, 4, 5, 6, 7, 8, 9]


def test_without_json_it_speaks_in_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "evaluate", *FAST, "--anomaly", "9")
    assert "AUROC 1s against 9s: " in out
    assert "false alarms" in out


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
    assert page.count('class="plotly-graph-div"') == 4
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


@pytest.mark.parametrize("command", ["train", "evaluate", "score"])
def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str], command: str) -> None:
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])
    assert end.value.code == 0
    out = capsys.readouterr().out
    assert all(option in out for option in ("--json", "--normal", "--detector", "--seed", "--data"))
