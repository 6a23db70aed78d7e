"""A budget of memory that threads share."""

import threading

import pytest

from anomaly.budget import Budget
from anomaly.errors import UserError


def test_who_finds_too_little_left_waits_for_it() -> None:
    budget, entered, order = Budget(100, 10.0), threading.Event(), list[str]()

    def second() -> None:
        entered.set()
        with budget.take(60):
            order.append("second")

    thread = threading.Thread(target=second)
    with budget.take(60):
        thread.start()
        assert entered.wait(10)
        with budget.take(40):  # what is small need not wait behind it
            order.append("small")
        order.append("first")
    thread.join(10)
    assert order == ["small", "first", "second"]


def test_who_waits_in_vain_is_told() -> None:
    budget = Budget(100, 0.01)
    with budget.take(60), pytest.raises(UserError), budget.take(60):
        pass
    with budget.take(100):
        pass


def test_more_than_all_is_given_all() -> None:
    budget = Budget(100, 0.01)
    with budget.take(1000), pytest.raises(UserError), budget.take(1):
        pass
