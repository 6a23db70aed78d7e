"""The step on the network's training."""

import json

from anomaly.ui.lesson.epochs import CHECKPOINTS
from anomaly.ui.lesson.files import FILES


def test_the_table_is_of_the_checkpoints_that_are_sent() -> None:
    table = json.loads((FILES / "epochs.json").read_text(encoding="utf-8"))
    assert tuple(table["checkpoints"]) == CHECKPOINTS
    assert {len(losses) for losses in table["losses"].values()} == {CHECKPOINTS[-1] + 1}


def test_nines_stay_behind_as_the_answer_says() -> None:
    losses = json.loads((FILES / "epochs.json").read_text(encoding="utf-8"))["losses"]
    assert losses["ones"][-1] < 0.1 < 0.3 < losses["nines"][-1]
