"""Questions to guess: what students see, and the answer."""

import base64
from typing import Any

import numpy as np
import pytest

from anomaly.classroom.questions import CHOICES, MAX_OF_KIND, Pool, question_for
from anomaly.classroom.tasks import GUESS, MAX_CONTENT, check_answer
from anomaly.errors import UserError

LINE = 30.0


@pytest.fixture
def pool() -> Pool:
    rng = np.random.default_rng(0)
    is_anomaly = np.arange(400) >= 250
    return Pool(
        images=rng.random((400, 28, 28), np.float32),
        scores=rng.gamma(9, 2.0, 400) + 20 * is_anomaly,
        is_anomaly=is_anomaly,
        edges=np.linspace(0, 50, 61),
        rebuild=lambda images: images * np.float32(0.5),
    )


def ask(kind: str, pool: Pool, seed: int = 0) -> tuple[dict[str, Any], dict[str, Any]]:
    return question_for(kind, pool, LINE, np.random.default_rng(seed))


@pytest.mark.parametrize("kind", GUESS)
def test_the_answer_is_one_that_a_student_could_give(kind: str, pool: Pool) -> None:
    content, answer = ask(kind, pool)
    check_answer(kind, answer["value"])
    assert not set(content) & {"value", "normal", "anomalous", "scores", "mistakes"}
    assert max(len(str(content)), len(str(answer))) < MAX_CONTENT


def test_what_will_be_called_an_anomaly_is_no_matter_of_course(pool: Pool) -> None:
    answers = [ask("guess_verdict", pool, seed)[1] for seed in range(40)]
    assert {answer["value"] for answer in answers} == {True, False}
    assert all(answer["value"] == (answer["score"] >= LINE) for answer in answers)
    assert all(abs(answer["score"] - LINE) < 15 for answer in answers)


def test_the_best_threshold_makes_the_fewest_mistakes(pool: Pool) -> None:
    content, answer = ask("guess_threshold", pool)
    assert sum(content["counts"]) == sum(answer["normal"]) + sum(answer["anomalous"])
    assert sum(answer["normal"]) == sum(answer["anomalous"]) == MAX_OF_KIND
    at_best = content["edges"].index(answer["value"])
    assert answer["mistakes"][at_best] == min(answer["mistakes"])
    assert answer["mistakes"][0] == MAX_OF_KIND, "below all, each normal digit is a false alarm"
    # The bins say what the scores do, since the edge lies between two of them.
    assert answer["mistakes"][at_best] == sum(answer["normal"][at_best:]) + sum(
        answer["anomalous"][:at_best]
    )


def test_misses_are_the_anomalies_below_the_line(pool: Pool) -> None:
    content, answer = ask("guess_misses", pool)
    assert content["threshold"] == LINE
    assert content["anomalies"] == MAX_OF_KIND
    assert answer["value"] == sum(answer["anomalous"][:36])  # 36 * 50 / 60 is the line


def test_the_digit_with_the_lowest_score_is_rebuilt_best(pool: Pool) -> None:
    content, answer = ask("guess_rebuilt", pool)
    assert len(content["pictures"]) == len(answer["reconstructions"]) == CHOICES
    assert answer["scores"][answer["value"]] == min(answer["scores"]) < LINE
    assert sum(score >= LINE for score in answer["scores"]) == CHOICES - 1
    shown, rebuilt = (
        np.frombuffer(base64.b64decode(picture[0]), np.uint8)
        for picture in (content["pictures"], answer["reconstructions"])
    )
    assert shown.shape == (784,)
    assert abs(shown / 2 - rebuilt).max() <= 1


def test_without_both_kinds_there_is_no_question(pool: Pool) -> None:
    one_kind = Pool(pool.images[:9], pool.scores[:9], pool.is_anomaly[:9], pool.edges, pool.rebuild)
    with pytest.raises(UserError):
        ask("guess_verdict", one_kind)
    with pytest.raises(UserError):
        ask("draw_digit", pool)
