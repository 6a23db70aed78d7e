"""Mouse and fingers on the canvas: from beside it, with a palm, two at once, on a turned phone."""

import pytest
from playwright.sync_api import Page, expect

from anomaly.text import t
from tests.support.app import TIMEOUT, Hand, Playground, settle
from tests.support.pen import Pen, box_of, near, open_playground

ONE = [(0.5, 0.15), (0.5, 0.85)]
DOWN = [(0.5, 0.15 + 0.07 * step) for step in range(11)]


@pytest.fixture
def pen(playground: Playground) -> Pen:
    return Pen(playground)


@pytest.fixture
def touched(phone: Page, address: str) -> Pen:
    return open_playground(phone, address)


def test_a_stroke_that_begins_beside_the_canvas_is_taken_from_where_it_enters(pen: Pen) -> None:
    pen.press((1.08, 0.5), (0.9, 0.5), (0.3, 0.5))
    pen.lift()
    pen.until_answered(1)
    assert near(pen.ink(), (0.3 - 9 / 280, 0.5 - 9 / 280, 1.0, 0.5 + 9 / 280))
    expect(pen.playground.verdict).to_contain_text("score")


def test_a_pen_that_leaves_and_comes_back_makes_two_strokes(pen: Pen) -> None:
    pen.press((0.5, 0.2), (1.2, 0.2), (1.2, 0.6), (0.5, 0.6))
    pen.lift()
    pen.until_answered(1)
    half = 9 / 280
    assert near(pen.ink(), (0.5 - half, 0.2 - half, 1.0, 0.6 + half))
    pen.press_tool("undo")
    assert pen.ink() is None  # both, as they were drawn in one go


def test_a_button_released_beside_the_canvas_ends_the_stroke(pen: Pen) -> None:
    pen.press(*ONE, (0.5, 1.5))
    pen.lift()
    pen.until_answered(1)
    pen.move((0.9, 0.9), (0.2, 0.9))
    pen.playground.verdict_starts("Normal")
    assert near(pen.ink(), (0.5 - 9 / 280, 0.15 - 9 / 280, 0.5 + 9 / 280, 1.0))


def test_the_right_button_draws_nothing(pen: Pen) -> None:
    (x, y), (to_x, to_y) = pen.playground.on_canvas(ONE)
    pen.page.mouse.move(x, y)
    pen.page.mouse.down(button="right")
    pen.page.mouse.move(to_x, to_y, steps=4)
    pen.page.mouse.up(button="right")
    settle(pen.page)
    assert pen.ink() is None


def test_a_click_beside_the_canvas_leaves_the_answer_as_it_is(pen: Pen) -> None:
    before = pen.look()
    pen.press((1.08, 0.5))
    pen.lift()
    settle(pen.page)
    assert pen.look() == before
    assert pen.ink() is None


def test_a_touch_that_the_browser_takes_for_itself_draws_nothing(touched: Pen) -> None:
    before = touched.look()
    hand, stroke = Hand(touched.page), touched.playground.on_canvas(DOWN)
    hand.press(0, stroke[0])
    hand.move(0, *stroke[1:])
    assert touched.look() != before
    hand.cancel()
    settle(touched.page)
    assert touched.look() == before
    assert touched.ink() is None


def test_a_click_on_a_tool_draws_nothing(pen: Pen) -> None:
    pen.draw(ONE)
    pen.page.locator(".pen-undo").click()
    pen.until_answered(2)
    assert pen.ink() is None


def test_a_palm_that_lands_before_the_finger_draws_nothing(touched: Pen) -> None:
    touched.until_judged_in_the_page()
    hand, stroke = Hand(touched.page), touched.playground.on_canvas(DOWN)
    (palm,) = touched.playground.on_canvas([(0.85, 0.9)])
    hand.press(0, palm)
    hand.press(1, stroke[0])
    hand.move(1, *stroke[1:])
    hand.move(0, (palm[0] + 2, palm[1] + 1))
    touched.playground.verdict_starts("Normal")
    hand.lift(1)
    hand.lift(0)
    touched.until_answered(1)
    touched.playground.verdict_starts("Normal")
    assert near(touched.ink(), box_of(ONE))


def test_a_second_finger_does_no_harm(touched: Pen) -> None:
    hand, stroke = Hand(touched.page), touched.playground.on_canvas(DOWN)
    (other,) = touched.playground.on_canvas([(0.9, 0.5)])
    hand.press(0, stroke[0])
    hand.move(0, *stroke[1:6])
    hand.press(1, other)
    hand.move(1, (other[0] - 5, other[1]))
    hand.move(0, *stroke[6:])
    hand.lift(1)
    hand.lift(0)
    touched.until_answered(1)
    touched.playground.verdict_starts("Normal")
    assert near(touched.ink(), box_of(ONE))


def test_a_finger_may_tap_a_dot(touched: Pen) -> None:
    hand, (point,) = Hand(touched.page), touched.playground.on_canvas([(0.5, 0.5)])
    hand.press(0, point)
    hand.lift(0)
    expect(touched.playground.verdict).to_contain_text(t("canvas.dot"), timeout=TIMEOUT)


def test_drawing_with_a_finger_does_not_scroll_the_page(touched: Pen) -> None:
    touched.playground.touch(DOWN)
    touched.until_answered(1)
    assert near(touched.ink(), box_of(ONE))
    main = touched.page.locator("[data-testid=stMain]")
    before = main.evaluate("it => it.scrollTop")
    touched.playground.touch(DOWN[::-1])
    touched.until_answered(2)
    assert main.evaluate("it => it.scrollTop") == before


def test_a_phone_turned_while_drawing_keeps_the_stroke(touched: Pen) -> None:
    hand, stroke = Hand(touched.page), touched.playground.on_canvas(DOWN)
    hand.press(0, stroke[0])
    hand.move(0, *stroke[1:6])
    touched.page.set_viewport_size({"width": 844, "height": 390})
    settle(touched.page)
    hand.lift(0)
    touched.until_answered(1)
    half = 18 / 280 / 2
    assert near(touched.ink(), (0.5 - half, 0.15 - half, 0.5 + half, 0.5 + half))
    touched.page.get_by_role("button", name="Clear").click()
    touched.until_answered(2)
    touched.playground.canvas.evaluate("it => it.scrollIntoView({block: 'center'})")
    box = touched.playground.canvas.bounding_box()
    assert box is not None
    assert box["height"] < 300
    touched.playground.touch(DOWN)
    touched.until_answered(3)
    touched.playground.verdict_starts("Normal")
    assert near(touched.ink(), box_of(ONE))
