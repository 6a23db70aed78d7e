"""The step on the network's layers."""

import json
import re

from anomaly.text.english import SENTENCES
from anomaly.ui.lesson.files import FILES


def test_the_answer_says_what_unseen_1s_score_with_each_code() -> None:
    scores = json.loads((FILES / "bottlenecks.json").read_text(encoding="utf-8"))
    typical = [round(scores[size]["1"]) for size in ("1", "2", "8", "64")]
    said, _, _ = str(SENTENCES["lesson.layers_answer"]).partition(".")
    assert re.findall(r"\d+", said.partition("score")[2]) == [str(n) for n in (*typical, 64)]
