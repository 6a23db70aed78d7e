"""Drawing: what the page shows while the pen is down, and what is drawn of any movement."""

import math
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route, WebSocket, WebSocketRoute, expect

from anomaly.text import t
from tests.support.app import TIMEOUT, Playground, settle
from tests.support.pen import Pen, box_of, near, open_playground

ONE = [(0.5, 0.15), (0.5, 0.85)]
BAR = [(0.15, 0.3), (0.85, 0.3)]
HALF_DECIMAL = 0.05  # scores are shown with one


@pytest.fixture
def pen(playground: Playground) -> Pen:
    return Pen(playground)


@pytest.mark.parametrize("detector", ["autoencoder", "convolutional", "vae", "pca"])
def test_verdict_pictures_and_mark_move_while_the_pen_is_down(
    page: Page, address: str, detector: str
) -> None:
    sent: list[str] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: sent.append(str(frame)))

    page.on("websocket", listen)
    pen = open_playground(page, f"{address}/?detector={detector}")
    pen.until_judged_in_the_page()
    settle(page)
    pen.press((0.5, 0.1), (0.5, 0.3))
    before, views = len(sent), []
    for y in (0.4, 0.6, 0.8):
        pen.move((0.5, y))
    for x in (0.6, 0.75, 0.9):
        pen.move((x, 0.8))
        page.evaluate("() => new Promise(requestAnimationFrame)")
        views.append(pen.look())
    assert len(sent) == before
    assert len({view.verdict for view in views}) == 3
    assert len({view.mark for view in views}) == 3
    for picture in range(3):
        assert len({view.pictures[picture] for view in views}) == 3
    assert not any(math.isnan(view.score) for view in views)
    expect(page.locator(".st-key-pictures")).to_contain_text(t("origin.drawing"))
    pen.lift()
    pen.until_answered(1)
    assert len(sent) == before + 1


@pytest.mark.parametrize("detector", ["autoencoder", "convolutional", "vae", "pca"])
def test_pythons_answer_takes_over_without_a_jump(page: Page, address: str, detector: str) -> None:
    pen = open_playground(page, f"{address}/?detector={detector}")
    pen.until_judged_in_the_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for number, stroke in enumerate([ONE, BAR], start=1):
        pen.press(*stroke)
        live, heard = pen.look(), len(pen.heard("live"))
        assert not any("/questions/" in url for url in asked)
        pen.lift()
        pen.until_answered(number)
        exact = pen.heard("answer")[-1]["score"]
        *shown, last = [each["score"] for each in pen.heard("live")[heard:]]
        assert max(abs(score - exact) for score in shown) < HALF_DECIMAL
        assert last is None
        assert live.score == pytest.approx(pen.look().score, abs=0.1001)
        assert live.verdict.split(":")[0] == pen.look().verdict.split(":")[0]
        assert len([url for url in asked if "/questions/" in url]) == 1
        asked.clear()


@pytest.mark.parametrize("detector", ["autoencoder", "gradients"])
def test_pythons_score_and_pictures_wait_for_no_run_of_the_script(
    own_page: Page, address: str, detector: str
) -> None:
    """Whatever Streamlit sends at pen-up is held back."""
    page = own_page  # routes of websockets stay with a page
    held: list[str | bytes] | None = None

    def pass_on(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        server.on_message(lambda it: socket.send(it) if held is None else held.append(it))

    page.route_web_socket("**/_stcore/stream", pass_on)
    pen = open_playground(page, f"{address}/?detector={detector}")
    settle(page)
    pen.press(*ONE)
    heard = len(pen.heard("live"))
    held = []
    with page.expect_response(re.compile("/questions/")) as response:
        pen.lift()
    score = response.value.json()["score"]
    page.wait_for_function(
        "([score, heard]) => window.heard.filter(it => it.name === 'live').slice(heard)"
        ".some(it => it.score === score)",
        arg=[score, heard],
        timeout=TIMEOUT,
    )
    assert pen.answered == 0
    assert pen.look().score == pytest.approx(score, abs=0.0501)


@pytest.mark.parametrize("detector", ["gradients", "nearest"])
def test_detectors_that_only_run_on_the_server_answer_meanwhile_as_well(
    page: Page, address: str, detector: str
) -> None:
    pen = open_playground(page, f"{address}/?detector={detector}")
    settle(page)
    pen.press((0.5, 0.1), (0.5, 0.8))
    verdicts = set()
    for x in (0.6, 0.75, 0.9):
        before = pen.look().verdict
        pen.move((x, 0.8))
        expect(pen.playground.verdict).not_to_have_text(before, timeout=TIMEOUT)
        page.wait_for_timeout(300)
        verdicts.add(pen.look().verdict)
    assert len(verdicts) == 3
    pen.lift()
    pen.until_answered(1)
    assert pen.heard("answer")[-1]["score"] is not None
    expect(page.locator(".pen-curve .pen-part")).to_have_count(1, timeout=TIMEOUT)


def test_a_slow_search_waits_until_the_pen_is_lifted_and_says_so(page: Page, address: str) -> None:
    pen = open_playground(page, f"{address}/?detector=anogan")
    pen.press(*ONE)
    expect(pen.playground.verdict).to_contain_text(t("canvas.wait"))
    pen.lift()
    expect(pen.playground.verdict).to_contain_text("score", timeout=TIMEOUT)


def abort(route: Route) -> None:
    route.abort()


def cut_off(route: Route) -> None:
    route.fulfill(body=b"\x40" * 5000)


@pytest.mark.parametrize("arrive", [abort, cut_off])
def test_without_whole_weights_the_exact_answer_comes_all_the_same(
    page: Page, address: str, arrive: Callable[[Route], None]
) -> None:
    page.route("**/weights/**", arrive)
    pen = open_playground(page, address)
    pen.press(*ONE)
    expect(pen.playground.verdict).to_contain_text(t("canvas.wait"))
    pen.lift()
    pen.until_answered(1)
    pen.playground.verdict_starts("Normal")


def test_undo_redo_and_clear_act_at_once_and_python_hears_of_it(pen: Pen) -> None:
    pen.until_judged_in_the_page()
    pen.draw(ONE, BAR)
    both, one = pen.look().verdict, box_of(ONE)
    assert near(pen.press_tool("undo"), one)
    assert pen.look().verdict != both
    pen.until_answered(3)
    pen.playground.verdict_starts("Normal")
    assert near(pen.press_tool("redo"), box_of(ONE, BAR))
    assert pen.look().verdict == both
    pen.until_answered(4)
    assert pen.look().verdict == both
    assert pen.press_tool("clear") is None
    pen.playground.verdict_starts("Nothing")
    pen.until_answered(5)
    pen.playground.verdict_starts("Nothing")
    assert near(pen.press_tool("undo"), box_of(ONE, BAR))
    pen.until_answered(6)
    assert pen.look().verdict == both


def test_many_presses_of_undo_in_a_row_all_count(pen: Pen) -> None:
    pen.draw(*([(x, 0.2), (x, 0.8)] for x in (0.2, 0.4, 0.6, 0.8)))
    for _ in range(3):
        pen.press_tool("undo")
    pen.until_answered(7)
    assert near(pen.ink(), box_of([(0.2, 0.2), (0.2, 0.8)]))
    pen.playground.verdict_starts("Normal")
    pen.press_tool("undo")
    for name, enabled in (("undo", False), ("redo", True), ("clear", False)):
        assert pen.page.locator(f".pen-{name}").is_enabled() is enabled


def test_an_empty_canvas_says_what_to_do_and_an_example_is_judged(pen: Pen) -> None:
    hint = pen.playground.canvas.get_by_text(t("canvas.hint"))
    expect(hint).to_be_visible()
    expect(pen.page.locator(".st-key-pictures")).to_contain_text("Example")
    pen.press((0.5, 0.5))
    expect(hint).to_be_hidden()
    pen.move((0.5, 0.8))
    pen.lift()
    expect(hint).to_be_hidden()
    expect(pen.page.locator(".st-key-pictures")).to_contain_text(t("origin.drawing"))
    pen.press_tool("clear")
    expect(hint).to_be_visible()


def test_a_resting_pen_is_a_dot_and_is_called_one(pen: Pen) -> None:
    pen.press((0.5, 0.5))
    expect(pen.playground.verdict).to_contain_text(t("canvas.dot"))
    pen.lift()
    pen.until_answered(1)
    expect(pen.playground.verdict).to_contain_text(t("canvas.dot"))
    assert near(pen.ink(), box_of([(0.5, 0.5)]))


def test_brushes_draw_with_their_width_and_make_the_same_digit(pen: Pen) -> None:
    verdicts = []
    for name, width in (("thin", 8), ("fat", 30)):
        pen.page.get_by_role("radio", name=t(f"brush.{name}")).check(force=True)
        pen.draw(ONE)
        assert near(pen.ink(), box_of(ONE, brush=width))
        verdicts.append(pen.look().verdict)
        drawing = pen.answered
        pen.press_tool("clear")
        pen.until_answered(drawing + 1)
    assert verdicts[0] == verdicts[1]


def test_a_chosen_brush_outlives_a_visit_to_another_page(pen: Pen) -> None:
    pen.page.get_by_role("radio", name=t("brush.fat")).check(force=True)
    settle(pen.page)
    pen.page.get_by_role("link", name="Evaluate").click()
    expect(pen.page.locator(".scores.wide .scores-plot .line")).to_be_visible(timeout=TIMEOUT)
    pen.page.get_by_role("link", name="Playground").click()
    expect(pen.page.get_by_role("radio", name=t("brush.fat"))).to_be_checked(timeout=TIMEOUT)


def test_another_page_and_back_keeps_the_drawing_stroke_by_stroke(pen: Pen) -> None:
    page = pen.page
    pen.draw(ONE, BAR)
    verdict = pen.look().verdict
    for name in ("Compare detectors", "Playground"):
        page.get_by_role("link", name=name).first.click()
        expect(page.locator(".st-key-canvas .ink canvas")).to_be_visible(timeout=TIMEOUT)
        settle(page)
        assert near(pen.ink(), box_of(ONE, BAR)), name
    assert pen.look().verdict == verdict
    assert near(pen.press_tool("undo"), box_of(ONE))
    pen.playground.verdict_starts("Normal")
    assert pen.press_tool("undo") is None


@pytest.mark.parametrize("zoom", [0.5, 3.0])
def test_a_page_zoomed_in_or_out_draws_where_the_pen_is(
    browser: Browser, address: str, zoom: float
) -> None:
    """As a browser zooms: fewer and larger, or more and smaller pixels."""
    width, height = round(1280 / zoom), round(1440 / zoom)
    page = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=zoom)
    pen = open_playground(page, address)
    pen.draw(ONE)
    assert near(pen.ink(), box_of(ONE))
    pen.playground.verdict_starts("Normal")
    page.close()


def test_a_page_zoomed_by_its_own_style_draws_where_the_pen_is(pen: Pen) -> None:
    for zoom in (0.5, 1.5):
        pen.page.evaluate("zoom => { document.body.style.zoom = zoom; }", zoom)
        pen.draw(BAR)
        assert near(pen.ink(), box_of(BAR)), zoom
        answered = pen.answered
        assert pen.press_tool("clear") is None
        pen.until_answered(answered + 1)


def test_dragging_the_threshold_over_the_canvas_draws_nothing(pen: Pen) -> None:
    playground = pen.playground
    (corner,) = playground.on_canvas([(0.5, 0.5)])
    _, _, height = playground.grasp_line()
    pen.page.mouse.move(corner[0], height, steps=5)
    pen.page.mouse.move(*corner, steps=5)
    pen.lift()
    settle(pen.page)
    assert pen.ink() is None
    assert re.search("threshold=0", pen.page.url)


def test_a_brush_chosen_with_the_keyboard_keeps_the_focus(pen: Pen) -> None:
    medium, fat = (
        pen.page.get_by_role("radio", name=t(f"brush.{name}")) for name in ("medium", "fat")
    )
    medium.focus()
    pen.page.keyboard.press("ArrowRight")
    settle(pen.page)
    expect(fat).to_be_checked()
    expect(fat).to_be_focused()


def test_a_copied_link_is_that_of_the_drawing(pen: Pen) -> None:
    pen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    pen.draw(ONE)
    link = pen.page.get_by_role("button", name=t("canvas.link"))
    expect(link).to_be_enabled(timeout=TIMEOUT)
    expect(pen.page).to_have_url(re.compile("drawing="), timeout=TIMEOUT)
    link.click()
    expect(pen.page.get_by_text(t("canvas.copied"))).to_be_visible()
    assert pen.page.evaluate("navigator.clipboard.readText()") == pen.page.url
