"""The page damages a digit as Python does."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from anomaly.corruptions import CORRUPTIONS
from anomaly.corruptions.damage import damage_one
from anomaly.data.digits import load_generated
from anomaly.evaluation.localisation import overlaps
from anomaly.ui.components import damage
from anomaly.ui.components.damage import DamageMessage
from anomaly.ui.digit_input.drawing import judge_message
from tests.support.node import run_node

SCRIPT = Path(__file__).parent / "run_corrupt.mjs"


def _cases() -> list[dict[str, Any]]:
    """Return each corruption by itself, either way, and all at once, on digits of all labels."""
    test = load_generated().test
    digits = [test.images[row, 0].numpy() for row in range(0, 200, 7)]
    alone = [
        {name: sign * strength}
        for name, kind in CORRUPTIONS.items()
        for strength in kind.strengths[1::2]
        for sign in ((1, -1) if kind.is_signed else (1,))
    ]
    together = {name: kind.strengths[1] for name, kind in CORRUPTIONS.items()}
    every = [*alone, {}, *[together] * 5]
    return [
        {"image": digits[n % len(digits)], "strengths": strengths, "seed": (n * 2654435761) % 2**32}
        for n, strengths in enumerate(every)
    ]


def test_page_and_python_damage_alike(tmp_path: Path) -> None:
    cases = _cases()
    written = [case | {"image": case["image"].ravel().tolist()} for case in cases]
    (tmp_path / "cases.json").write_text(json.dumps(written), encoding="utf-8")
    answers = json.loads(run_node(SCRIPT, tmp_path / "cases.json"))
    for case, answer in zip(cases, answers, strict=True):
        exact = damage_one(case["image"], case["strengths"], case["seed"])
        page = np.array(answer["image"], np.float32)
        assert np.abs(page - exact.images.ravel()).max() < 1e-6, case["strengths"]
        np.testing.assert_array_equal(np.array(answer["mask"], bool), exact.masks.ravel())
        if answer["size"]:
            found = overlaps(page.reshape(1, 28, 28), exact.masks)
            assert answer["hits"] / answer["size"] == found


def test_each_corruption_has_a_slider_in_its_range(monkeypatch: pytest.MonkeyPatch) -> None:
    messages: list[DamageMessage] = []
    monkeypatch.setattr(damage, "_component", lambda key, data: messages.append(data))
    damage.show_damage(judge_message(None, None))
    kinds = {kind["name"]: kind for kind in messages[0]["kinds"]}
    assert list(kinds) == list(CORRUPTIONS)
    assert (kinds["rotate"]["low"], kinds["rotate"]["high"]) == (-24, 24)
    assert (kinds["cut"]["low"], kinds["cut"]["high"], kinds["cut"]["is_harmful"]) == (0, 4, True)
    assert kinds["cut"]["unit"] == "{value} px"
