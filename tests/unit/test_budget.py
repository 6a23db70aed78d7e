"""A budget of memory that threads share."""

import threading

import pytest

from anomaly.budget import PATIENCE, Budget
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


def test_who_has_waited_for_long_is_next() -> None:
    now, asks, order = [0.0], threading.Event(), list[str]()

    def clock() -> float:
        asks.set()
        return now[0]

    budget = Budget(100, 10.0, clock)

    def take(name: str, amount: int) -> None:
        with budget.take(amount):
            order.append(name)

    def ask(name: str, amount: int) -> threading.Thread:
        asks.clear()
        thread = threading.Thread(target=take, args=(name, amount))
        thread.start()
        assert asks.wait(10)
        return thread

    with budget.take(30):
        with budget.take(60):
            large = ask("large", 100)
            take("small", 10)
            now[0] = PATIENCE
            late = ask("late", 10)
        assert order == ["small"]
    large.join(10)
    late.join(10)
    assert order == ["small", "large", "late"]


def test_a_part_is_given_back_before_the_end() -> None:
    budget = Budget(100, 0.01)
    with budget.take(90) as share:
        share.keep(60)
        with budget.take(40):
            pass
        with pytest.raises(UserError), budget.take(41):
            pass
    with budget.take(100):
        pass
