"""The arguments that make a training plan, and the detector they name."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from anomaly.data.digits import Digits
from anomaly.data.download import MnistFetch
from anomaly.paths import model_folder
from anomaly.storage import store
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector
from tests.unit.cli.conftest import GENERATED, QUICK, Run

# The arguments that name the detector of the fixture `small`.
SMALL_PLAN = [
    *GENERATED, "--set", "latent=8", "--set", "hidden=32", "--set", "epochs=2",
    "--set", "least_updates=0",
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (["--set", "latnt=4"], "Known: epochs"),
        (["--set", "latent=many"], "no value for latent"),
        (["--set", "score=worst"], "one of absolute, squared"),
        (["--set", "latent=785"], "must be from 1 to 784"),
        (["--set", "one_cycle=perhaps"], "no value for one_cycle"),
        (["--contamination", "0.4"], "must be from 0.0 to 0.3"),
        (["--most-digits", "0"], "must be from 1 to"),
    ],
)
def test_a_change_that_makes_no_sense_is_told(run: Run, change: list[str], sentence: str) -> None:
    status, _, err = run("train", *GENERATED, *change)
    assert status == 2
    assert sentence in err


def test_evaluate_trains_only_where_no_stored_detector_fits(
    run: Run,
) -> None:
    run("evaluate", *QUICK)
    (stored,) = model_folder().iterdir()
    before = stored.stat().st_mtime_ns
    run("evaluate", *QUICK)
    assert stored.stat().st_mtime_ns == before
    run("evaluate", *QUICK, "--seed", "1")
    assert len(list(model_folder().iterdir())) == 2


def test_mnist_that_cannot_be_had_is_told_with_what_to_do(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("anomaly.data.mnist.DATA", tmp_path)
    monkeypatch.setattr("anomaly.cli.shared.MnistFetch", partial(MnistFetch, tmp_path))
    monkeypatch.delenv("MNIST_ROOT", raising=False)
    status, _, err = run("train", "--data", "mnist")
    assert status == 2
    assert "MNIST_ROOT" in err
    assert "stay in use" not in err


@pytest.mark.parametrize("command", [["evaluate"], ["evaluate", "--json"], ["score", "none.png"]])
def test_a_stored_detector_that_has_collapsed_is_told(
    small: TrainedDetector, run: Run, command: list[str]
) -> None:
    store.save(replace(small, ended="collapsed"))
    _, out, err = run(*command, *SMALL_PLAN)
    assert "the training has collapsed" in err
    assert "the training has collapsed" not in out


def test_a_stored_detector_without_a_problem_is_used_without_a_word(
    small: TrainedDetector, run: Run
) -> None:
    store.save(small)
    _, _, err = run("evaluate", *SMALL_PLAN)
    assert err.startswith("digits: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("ended", "sentence"),
    [("collapsed", "the training has collapsed"), ("diverged", "Training went astray in epoch 3")],
)
@pytest.mark.parametrize("command", ["train", "evaluate"])
def test_a_training_that_went_wrong_is_told(
    small: TrainedDetector,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    ended: str,
    sentence: str,
) -> None:
    def train(plan: TrainingPlan, digits: Digits, *_: object) -> TrainedDetector:
        return replace(small, ended=ended)

    monkeypatch.setattr("anomaly.cli.plan.train_detector", train)
    status, _, err = run(command, *SMALL_PLAN)
    assert status == 0
    assert sentence in err
