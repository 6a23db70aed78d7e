"""The view of an address is taken over at first and on Back, and the address follows the view."""

from collections.abc import Callable, Iterator

import pytest
from streamlit.testing.v1 import AppTest

from anomaly.preprocessing.drawing import Drawing
from anomaly.text import t
from anomaly.ui.session import _compat, widget_keys
from anomaly.ui.session.address import View, write
from tests.support.app_test import app_without_mnist, session_of

ONE = Drawing((((128, 40), (120, 200)),), (18,))
LONG = Drawing((((0, 0), (255, 255)) * 400,), (18,))
Back = Callable[[View], None]


def screen() -> None:
    import streamlit as st

    from anomaly.ui import shell
    from anomaly.ui.session.links import view_of, write_address
    from anomaly.ui.session.session import current_context
    from anomaly.ui.session.threshold import current_threshold

    def page() -> None:
        context = current_context()
        threshold = current_threshold(context.trained, context.anomalous)
        st.write(f"threshold {threshold.threshold:.4f}")
        write_address(view_of(context, threshold))

    names = ("playground", "train", "runs")
    shell.run({name: st.Page(page, title=name, url_path=name) for name in names})


@pytest.fixture
def app() -> Iterator[AppTest]:
    with app_without_mnist(screen) as app:
        yield app


@pytest.fixture
def back(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> Back:
    """Run as for Back to the address of a view."""

    def go(view: View) -> None:
        put(app, write(view))
        with monkeypatch.context() as patch:
            patch.setattr(_compat, "is_history_navigation", lambda: True)
            app.run()

    return go


def put(app: AppTest, parameters: dict[str, str]) -> None:
    """Have the browser say that this is the address."""
    app.query_params.clear()
    app.query_params.update(parameters)


def address(app: AppTest) -> dict[str, str]:
    """Return the query parameters in the browser's address."""
    return {name: "".join(value) for name, value in app.query_params.items()}


def test_the_first_view_is_left_to_the_page_and_later_ones_are_written(app: AppTest) -> None:
    app.run()
    assert address(app) == {}
    assert session_of(app).navigation.view == write(View())
    app.session_state["detector"] = "pca"
    app.run()
    assert address(app) == write(View(detector="pca"))


VIEWS = [
    View(),
    View((7,), (1, 2), "pca"),
    View((9,), (0, 1, 2, 3, 4, 5, 6, 7, 8), "pca"),
    View(threshold=30.0),
    View(threshold=-2.5, detector="pca", sample=("generated", 3)),
    View(rule="youden"),
    View(rule="quantile=0.9", sample=("generated", 5)),
    View(drawing=ONE, threshold=12.0),
    View(more=True),
]


def test_back_and_forward_open_the_view_of_the_address(app: AppTest, back: Back) -> None:
    app.run()
    for view in [*VIEWS, *VIEWS[::-3]]:
        back(view)
        assert address(app) == write(view)
        app.run()
        assert address(app) == write(view)
        assert app.session_state["detector"] == view.detector
        assert app.session_state["normal"] == view.normal[0]
        assert app.session_state["normal_several"] == (len(view.normal) > 1)
        context, digit = session_of(app).context, session_of(app).digit
        assert context is not None
        assert (context.normal, context.anomalous) == (view.normal, view.anomalous)
        assert digit.sample == view.sample
        assert digit.source == ("sample" if view.drawing is None else "drawing")


def test_the_page_is_told_of_each_link_whether_more_is_open(app: AppTest, back: Back) -> None:
    app.run()
    more = session_of(app).more
    links = [more.link]
    for view in (View(more=True), View(), View(more=True)):
        back(view)
        assert more.is_open is view.more
        links.append(more.link)
        app.run()
        assert more.link == links[-1]
    assert len(set(links)) == 4
    more.switch(False)
    app.run()
    assert address(app) == write(View())
    assert more.link == links[-1]


def test_back_undoes_a_threshold_set_by_hand_for_the_same_detector(
    app: AppTest, back: Back
) -> None:
    def threshold() -> str:
        return str(app.markdown[-1].value)

    app.run()
    default = threshold()
    choice = session_of(app).threshold
    choice.rule, choice.chosen = None, 60.0
    app.run()
    assert threshold() == "threshold 60.0000"
    back(View(threshold=30.0))
    assert threshold() == "threshold 30.0000"
    back(View())
    assert threshold() == default


def test_a_stale_address_with_anything_else_is_not_taken_over(app: AppTest) -> None:
    """A stroke or a click can come before the browser has heard of the last address."""
    app.run()
    app.session_state["detector"] = "pca"
    app.run()
    put(app, write(View()))
    app.run()
    assert app.session_state["detector"] == "pca"
    assert address(app) == write(View(detector="pca"))


def test_a_view_that_was_not_taken_over_to_its_end_is_by_the_next_run(app: AppTest) -> None:
    app.run()
    session_of(app).navigation.asked = write(View(detector="pca", threshold=3.0))
    app.run()
    assert address(app) == write(View(detector="pca", threshold=3.0))
    assert session_of(app).navigation.asked is None


def test_what_no_address_can_carry_stays_at_hand(app: AppTest, back: Back) -> None:
    app.run()
    digit = session_of(app).digit

    def source_after(view: View) -> str:
        back(view)
        return digit.source

    digit.source, digit.upload = "upload", b"a picture"
    app.run()
    assert address(app) == write(View())
    assert source_after(View()) == "upload"
    assert source_after(View(sample=("generated", 3))) == "sample"
    digit.source, digit.drawing = "drawing", LONG
    assert source_after(View()) == "drawing"
    assert source_after(View(drawing=ONE)) == "drawing"
    assert digit.drawing == ONE


def test_a_drawing_is_newer_than_the_pages_own_on_back_and_older_on_a_first_run(
    app: AppTest, back: Back
) -> None:
    """A page that connects anew keeps what it has, with all that Undo and Redo lead to."""
    put(app, write(View(drawing=ONE)))
    app.run()
    digit = session_of(app).digit
    assert (digit.drawing, digit.sequence) == (ONE, 0)
    digit.sequence = 7
    back(View(drawing=ONE))
    assert digit.sequence > 100


def test_back_turns_to_the_tab_of_what_is_judged(app: AppTest, back: Back) -> None:
    app.run()
    tab = widget_keys.tab(session_of(app).navigation.page)
    back(View(sample=("generated", 3)))
    assert tab not in app.session_state
    back(View(drawing=ONE))
    assert app.session_state[tab] == t("tab.drawing")
    back(View())
    assert app.session_state[tab] == t("tab.sample")


def test_a_damaged_drawing_is_left_out_with_a_sentence(app: AppTest) -> None:
    put(app, write(View(detector="pca", drawing=ONE)) | {"drawing": "1abc"})
    app.run()
    assert ["damaged or cut off" in info.value for info in app.info] == [True]
    assert session_of(app).navigation.view == write(View(detector="pca"))
    app.run()
    assert not app.info
