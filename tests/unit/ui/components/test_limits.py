"""The second test on the page and in Python: the same reasons for the same picture."""

import json
from dataclasses import replace
from pathlib import Path

import torch

from anomaly.data.digits import Digits
from anomaly.evaluation.limits import Limits
from anomaly.training.judgement import judge_scored
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.threshold.verdict import verdict_message
from tests.support.node import run_node

HERE = Path(__file__).parent


def test_the_page_finds_the_same_reasons(
    small: TrainedDetector, digits: Digits, tmp_path: Path
) -> None:
    both = (1, 8)
    chosen = torch.isin(digits.train.labels, torch.tensor(both))
    train = digits.train[chosen.nonzero()[:, 0]]
    limits = Limits.of(train.images, train.labels, both)
    trained = replace(small, plan=replace(small.plan, normal=both), limits=limits)
    draws = torch.Generator().manual_seed(0)
    noise = torch.rand(60, 1, 28, 28, generator=draws) ** 8
    pictures = torch.cat([digits.test.images[::4], noise, torch.zeros(1, 1, 28, 28)])
    message = verdict_message(trained, (9,))
    case = {"limits": message["limits"], "pictures": pictures.flatten(1).tolist()}
    (tmp_path / "case.json").write_text(json.dumps(case))
    on_page = json.loads(run_node(HERE / "run_limits.mjs", tmp_path / "case.json"))
    verdicts = judge_scored(trained, pictures, [0.0] * len(pictures))
    assert on_page == [list(verdict.sentences) for verdict in verdicts]
    assert {bool(reasons) for reasons in on_page} == {True, False}
    assert any("an 8" in reason for reasons in on_page for reason in reasons)
