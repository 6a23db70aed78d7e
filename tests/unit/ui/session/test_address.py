"""Links open the view they were copied from, and nonsense opens the default one."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anomaly.data.digits import LABELS
from anomaly.preprocessing.drawing import Drawing, encode
from anomaly.storage.store import KEY
from anomaly.ui.session.address import View, read, write

PLACES = st.integers(0, 255)


@given(
    normal=st.sets(st.sampled_from(LABELS), min_size=1, max_size=9),
    data=st.data(),
    threshold=st.none() | st.floats(-1000, 99_999).map(lambda value: round(value, 15)),
    rule=st.sampled_from([None, "youden", "quantile=0.95", "cost=10,1,0.001"]),
    sample=st.none() | st.tuples(st.sampled_from(["mnist", "generated"]), st.integers(0, 9999)),
    model=st.none() | st.from_regex(KEY, fullmatch=True),
    strokes=st.none() | st.lists(st.tuples(PLACES, PLACES), min_size=1, max_size=30),
    more=st.booleans(),
)
def test_a_link_opens_the_view_it_was_copied_from(
    normal: set[int],
    data: st.DataObject,
    threshold: float | None,
    rule: str | None,
    sample: tuple[str, int] | None,
    model: str | None,
    strokes: list[tuple[int, int]] | None,
    more: bool,
) -> None:
    others = sorted(set(LABELS) - normal)
    anomalous = data.draw(st.sets(st.sampled_from(others), min_size=1))
    digits = tuple(sorted(normal)), tuple(sorted(anomalous))
    drawing = None if strokes is None else Drawing((tuple(strokes),), (18,))
    view = View(*digits, "autoencoder", threshold, rule, sample, model, drawing, more)
    assert read(write(view)) == (view, None)


def test_a_link_may_ask_for_a_language() -> None:
    assert read({"lang": "ja", "normal": "7"})[0] == View(normal=(7,), language="ja")
    assert write(View(language="ja"))["lang"] == "ja"
    assert "lang" not in write(View())


@pytest.mark.parametrize("language", ["de", "", "jaja", "../ja", "<script>"])
def test_a_language_that_is_not_there_changes_nothing_else(language: str) -> None:
    view, problem = read({"lang": language, "normal": "7"})
    assert view == View(normal=(7,))
    assert problem is not None
    assert problem.key == "address.language"


def test_an_empty_address_is_the_default_view() -> None:
    assert read({}) == (View(), None)
    assert View().normal == (1,)


@pytest.mark.parametrize(
    "parameters",
    [
        {"normal": ""},
        {"normal": "0123456789"},
        {"normal": "x"},
        {"normal": "１"},
        {"anomalous": "<script>"},
        {"detector": "../../etc/passwd"},
        {"rule": "banana"},
        {"rule": "quantile=2"},
        {"rule": "cost=1,2,3,4,5"},
        {"rule": "f1=nan"},
        {"threshold": "99999.5"},
        {"threshold": "nan"},
        {"threshold": "-"},
        {"threshold": "--1"},
        {"threshold": "1e999"},
        {"threshold": "many"},
        {"threshold": "00000000000000000000099"},
        {"threshold": "1000000000"},
        {"threshold": "1_0"},
        {"normal": "1", "anomalous": "1"},
        {"normal": "1", "anomalous": "12"},
        {"sample": "-1"},
        {"sample": "mnist--1"},
        {"sample": "mnist-99999999999999999999"},
        {"sample": "elsewhere-5"},
        {"sample": "900"},
        {"normal": "1" * 5000},
        {"model": "../../etc/passwd"},
        {"model": "0123456789abcdef-9999999"},
        {"model": "*"},
        {"more": "yes"},
        {"more": "11"},
    ],
)
def test_nonsense_falls_back_to_the_default_with_a_sentence(parameters: dict[str, str]) -> None:
    view, problem = read(parameters)
    assert view == View()
    assert "default view" in str(problem)


@given(
    st.dictionaries(
        st.sampled_from(["normal", "anomalous", "detector", "threshold", "sample", "more"]),
        st.text(),
    )
)
def test_no_address_breaks_the_reader(parameters: dict[str, str]) -> None:
    view, _ = read(parameters)
    assert view.normal
    assert not set(view.normal) & set(view.anomalous)


def test_with_9_normal_and_nothing_else_said_all_others_are_anomalies() -> None:
    view, problem = read({"normal": "9"})
    assert problem is None
    assert view.anomalous == (0, 1, 2, 3, 4, 5, 6, 7, 8)


DRAWING = Drawing((((128, 40), (120, 200)),), (18,))


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda code: code[: len(code) // 2], "damaged or cut off"),
        (lambda code: code + "!", "damaged or cut off"),
        (lambda code: "", "damaged or cut off"),
        (lambda code: "2" + code[1:], "newer version"),
    ],
)
def test_a_drawing_that_makes_no_sense_is_left_out_alone(
    damage: Callable[[str], str], sentence: str
) -> None:
    view = View((7,), (3, 4), "pca", threshold=30.0, drawing=DRAWING)
    parameters = write(view)
    parameters["drawing"] = damage(parameters["drawing"])
    found, problem = read(parameters)
    assert found == replace(view, drawing=None)
    assert sentence in str(problem)


def test_an_empty_drawing_is_none() -> None:
    assert read({"drawing": encode(Drawing()) or ""}) == (View(), None)


def test_a_drawing_too_long_for_a_link_is_left_out() -> None:
    long = Drawing((((0, 0), (255, 255)) * 400,), (18,))
    assert write(View(drawing=long)) == write(View())
