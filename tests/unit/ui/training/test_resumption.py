"""What a page tells of its training to a session that is new to it."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from anomaly.training.plan import TrainingPlan
from tests.support.app_test import app_without_mnist, session_of

PLAN = TrainingPlan(normal=(7,), settings={"epochs": 50})


def screen() -> None:
    import streamlit as st

    from anomaly.ui.app import main
    from anomaly.ui.training import resumption

    if "told" in st.session_state:
        resumption.resume(st.session_state.pop("told"))
    main("train")


@pytest.fixture
def app() -> Iterator[AppTest]:
    with app_without_mnist(screen) as app:
        app.run()
        yield app
    assert not app.exception


def test_a_form_is_as_it_was(app: AppTest) -> None:
    app.session_state["told"] = {"training": "", "form": PLAN.as_dict()}
    app.run()
    assert session_of(app).train.form_plan == PLAN


NONSENSE: list[object] = [
    None,
    [],
    {"training": 3, "form": "x"},
    {"training": "no such key", "form": {"detector": "autoencoder"}},
    {"form": PLAN.as_dict() | {"normal": [12]}},
    {"form": PLAN.as_dict() | {"settings": {"epochs": "many"}}},
    {"form": TrainingPlan("anogan").as_dict() | {"settings": {"search_steps": 1000}}},
    {"form": TrainingPlan("pyod").as_dict()},
    {"form": TrainingPlan("wrapped").as_dict()},
]


def test_nonsense_changes_nothing(app: AppTest) -> None:
    before = session_of(app).train.form_plan
    for told in NONSENSE:
        app.session_state["told"] = told
        app.run()
        assert not app.exception, told
        assert session_of(app).train.form_plan == before, told
        assert session_of(app).train.job is None, told
