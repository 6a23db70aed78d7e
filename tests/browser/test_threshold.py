"""The threshold in a real browser: what moves with the line, and that it agrees with Python."""

import re

import numpy as np
import pytest
from playwright.sync_api import Page, WebSocket, expect

from anomaly.evaluation import RULES, Confusion, confusion
from anomaly.training.thresholds import validation_scores_of
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.answer.messages import AnswerMessage, content_key
from tests.support.app import TIMEOUT, Playground, as_on_page, settle, wait_for_query

ANOMALOUS = (9,)


@pytest.fixture
def messages(page: Page) -> list[str]:
    """Record what the browser sends to the server from the moment the page is opened."""
    sent: list[str] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: sent.append(str(frame)))

    page.on("websocket", listen)
    return sent


def decide(trained: TrainedDetector, threshold: float) -> Confusion:
    return confusion(*trained.against(ANOMALOUS), threshold)


def put_line(
    page: Page,
    trained: TrainedDetector,
    threshold: float,
    score: float | None = None,
    sequence: int = 10**9,
) -> None:
    """Have the line stand at any number, as if the server had said so after a move."""
    answer: AnswerMessage = {
        "content_key": content_key(trained, ANOMALOUS),
        "drawing": 0,
        "score": score,
        "reason": "",
        "digit": None,
        "threshold": threshold,
        "rule": None,
        "sequence": sequence,
        "settings": {"base_rate": 0.001},
        "rules": [],
        "problem": "",
        "more": {"is_open": False, "link": -1},
        "notices": [],
        "limits": [],
        "with_limits": True,
    }
    page.evaluate(
        "answer => document.dispatchEvent(new CustomEvent('anomaly:answer', {detail: answer}))",
        answer,
    )


def test_an_answer_to_an_earlier_move_moves_neither_the_line_nor_the_verdict(
    page: Page, address: str, trained: TrainedDetector
) -> None:
    """As when somebody draws, and then moves the line before the drawing is answered."""
    playground = Playground(page).open(address)
    for threshold in ("30", "12"):
        playground.type_threshold(threshold)
    expect(playground.verdict).to_contain_text("the line at 12.0")
    settle(page)
    put_line(page, trained, 30, score=20, sequence=0)
    expect(playground.verdict).to_contain_text("Anomaly: score 20.0, 1.7 times the line at 12.0")
    assert playground.line_at() == 12
    put_line(page, trained, 30, score=20)
    expect(playground.verdict).to_contain_text("Normal: score 20.0, below the line at 30.0")
    assert playground.line_at() == 30


def test_all_that_follows_the_line_moves_with_it_and_the_server_hears_once(
    page: Page, address: str, messages: list[str], trained: TrainedDetector
) -> None:
    playground = Playground(page).open(address)
    score = float(re.findall(r"score ([\d.]+)", playground.verdict.inner_text())[0])
    left, width, height = playground.grasp_line()
    page.wait_for_timeout(1000)
    before, seen = len(messages), set()
    for position in range(50):
        page.mouse.move(left + width * (0.03 + 0.9 * position / 50), height)
        threshold = playground.line_at()
        counts = decide(trained, threshold)
        assert playground.counts() == as_on_page(counts)
        word = "Anomaly" if score >= threshold else "Normal"
        assert playground.verdict.inner_text().strip().startswith(word)
        dot = page.locator(".scores-curves .dot")
        across, up = (float(dot.get_attribute(name) or "nan") for name in ("cx", "cy"))
        assert across == pytest.approx(22 + 100 * counts.fpr)
        assert up == pytest.approx(100 - 100 * counts.recall)
        seen.add((threshold, word, across, up))
    assert len(seen) == 50
    assert {word for _, word, _, _ in seen} == {"Normal", "Anomaly"}
    assert len(messages) == before
    page.mouse.up()
    page.wait_for_timeout(1500)
    assert len(messages) == before + 1
    wait_for_query(page, f"threshold={playground.line_at():g}")


def test_the_browser_counts_as_python_does_at_any_threshold(
    playground: Playground, trained: TrainedDetector
) -> None:
    random = np.random.default_rng(0)
    scores = trained.against(ANOMALOUS)[0].numpy()
    ties = random.choice(scores, 120)
    thresholds = np.concatenate(
        [
            random.uniform(0, 250, 80),
            ties[:40],
            np.nextafter(ties[40:80].astype(float), np.inf),
            np.nextafter(ties[80:].astype(float), -np.inf),
        ]
    )
    assert len(thresholds) == 200
    playground.threshold().wait_for()
    for threshold in thresholds:
        put_line(playground.page, trained, float(threshold))
        assert playground.counts() == as_on_page(decide(trained, float(threshold)))


def test_the_arrow_keys_move_the_line_and_a_screen_reader_is_told(
    playground: Playground,
) -> None:
    slider, page = playground.threshold(), playground.page
    expect(slider).to_have_role("slider")
    slider.focus()
    before = playground.line_at()
    page.keyboard.press("ArrowRight")
    assert playground.line_at() == pytest.approx(round(before, 1) + 0.1)
    page.keyboard.press("Home")
    expect(slider).to_have_attribute(
        "aria-valuetext", "0.0: 100.0% of 9s caught, 100.0% of 1s falsely flagged"
    )
    playground.verdict_starts("Anomaly")
    page.keyboard.press("End")
    playground.verdict_starts("Normal")


def test_a_key_held_down_is_one_message(page: Page, address: str, messages: list[str]) -> None:
    playground = Playground(page).open(address)
    playground.threshold().focus()
    page.wait_for_timeout(1000)
    before = len(messages)
    for _ in range(10):
        page.keyboard.down("ArrowRight")
    page.keyboard.up("ArrowRight")
    page.wait_for_timeout(1000)
    assert len(messages) == before + 1


def test_a_typed_threshold_is_taken_and_nonsense_is_answered_in_words(
    playground: Playground,
) -> None:
    page = playground.page
    typed, told = page.locator(".scores-typed input"), page.locator(".scores-problem")
    playground.type_threshold("60,5")
    expect(playground.verdict).to_contain_text("the line at 60.5")
    for nonsense in ("abc", "", "1e3", "NaN", "0x10", "-5", "251"):
        playground.type_threshold(nonsense)
        expect(told).to_contain_text("no number from 0 to 250")
        expect(typed).to_have_attribute("aria-invalid", "true")
        assert playground.line_at() == 60.5
        expect(typed).to_have_value("60.5")
    playground.type_threshold("+.5")
    expect(told).to_have_text("")
    assert playground.line_at() == 0.5


def test_a_link_beyond_every_score_puts_the_line_at_the_end(page: Page, address: str) -> None:
    playground = Playground(page).open(f"{address}/?threshold=5000")
    assert playground.line_at() == 5000
    assert playground.counts()["caught"] == 0
    plot, line = playground.plot_and_line()
    assert line["x"] <= plot["x"] + plot["width"]


def test_each_rule_is_a_chip_that_moves_the_line_and_says_what_it_assumes(
    playground: Playground, trained: TrainedDetector
) -> None:
    playground.more()
    page, seen = playground.page, set()
    for name, rule in RULES.items():
        if name == "precision":  # it has no answer here
            continue
        chip = page.locator(f".scores-rules button[name={name}]")
        group = chip.locator("..")
        expect(group).to_have_attribute("aria-label", re.compile("With l|Without l"))
        assert (group.get_attribute("aria-label") == "With labels") == rule.uses_labels
        chip.click()
        wanted = rule.threshold(validation_scores_of(trained, ANOMALOUS))
        assert playground.line_at() == wanted, name
        expect(chip).to_have_attribute("aria-pressed", "true")
        told = page.locator(".scores-told").inner_text()
        assert len(told) > 20
        settle(page)
        assert page.locator(".scores-told").inner_text() == told
        expect(page.locator(".scores-rules button[aria-pressed=true]")).to_have_count(1)
        seen.add(told)
    assert len(seen) == len(RULES) - 1


def test_a_rule_without_an_answer_says_why_and_has_one_where_it_can(
    playground: Playground,
) -> None:
    playground.more()
    page = playground.page
    before = playground.line_at()
    chip = page.locator(".scores-rules button[name=precision]")
    expect(chip).to_have_attribute("aria-disabled", "true")
    chip.click(force=True)  # it is disabled, and says why
    expect(page.locator(".scores-told")).to_contain_text("1,011 held-out normal pictures")
    assert playground.line_at() == before
    page.locator(".scores-settings summary").click()
    page.locator(".scores-settings input").first.focus()
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    expect(chip).not_to_have_attribute("aria-disabled", "true", timeout=TIMEOUT)
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "true")
    assert playground.line_at() != before


def test_costs_and_base_rate_move_the_line_of_their_rule(
    playground: Playground, trained: TrainedDetector
) -> None:
    playground.more()
    page = playground.page
    page.locator(".scores-rules button[name=cost]").click()
    before = playground.line_at()
    page.locator(".scores-settings summary").click()
    sliders = page.locator(".scores-settings input")
    sliders.nth(1).focus()
    page.keyboard.press("End")
    evidence = validation_scores_of(trained, ANOMALOUS)
    wanted = RULES["cost"].threshold(evidence, 1000.0, 1.0, 0.001)
    assert wanted != before
    expect(playground.threshold()).to_have_attribute("aria-valuenow", str(wanted), timeout=TIMEOUT)
    expect(page.locator(".scores-rules button[name=cost]")).to_have_attribute(
        "aria-pressed", "true"
    )


def test_going_from_one_setting_to_the_next_loses_no_drag(playground: Playground) -> None:
    playground.more()
    page = playground.page
    page.locator(".scores-rules button[name=cost]").click()
    page.locator(".scores-settings summary").click()
    for place in range(3):
        slider = page.locator(".scores-settings input").nth(place)
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] - 1, box["y"] + box["height"] / 2, steps=4)
        page.mouse.up()
    page.wait_for_timeout(1500)
    told = [output.inner_text() for output in page.locator(".scores-settings output").all()]
    assert told == ["10,000", "1,000", "1,000"]


def test_the_base_rate_shows_what_precision_becomes(
    playground: Playground, trained: TrainedDetector
) -> None:
    playground.more()
    page = playground.page
    left, width, height = playground.grasp_line()
    page.mouse.move(left + width * 0.08, height)  # so low that there are false alarms
    page.mouse.up()
    page.locator(".scores-settings summary").click()
    rate = page.locator(".scores-settings input").first
    counts = decide(trained, playground.line_at())
    expect(page.locator(".scores-precision")).to_contain_text(f"Precision {counts.precision:.1%}")
    rate.focus()
    for key, base_rate in (("Home", 0.5), ("End", 0.0001)):
        page.keyboard.press(key)
        expect(page.locator(".scores-precision")).to_contain_text(
            f"{counts.precision_at(base_rate):.1%} if 1 in {1 / base_rate:,.0f} is an anomaly"
        )


def test_a_window_narrowed_while_dragging_keeps_line_and_plot_together(
    playground: Playground, trained: TrainedDetector
) -> None:
    page = playground.page
    left, width, height = playground.grasp_line()
    page.mouse.move(left + width * 0.5, height)
    page.set_viewport_size({"width": 900, "height": 720})
    page.wait_for_timeout(500)
    plot = page.locator(".scores-plot").bounding_box()
    assert plot is not None
    page.mouse.move(plot["x"] + plot["width"] * 0.25, plot["y"] + 50)
    plot, line = playground.plot_and_line()
    assert abs(line["x"] - plot["x"] - plot["width"] * 0.25) < 20
    assert playground.counts() == as_on_page(decide(trained, playground.line_at()))
    page.mouse.up()


def test_a_drag_is_not_undone_by_an_answer_to_an_earlier_one(playground: Playground) -> None:
    page = playground.page
    for share in (0.3, 0.5, 0.7):
        left, width, height = playground.grasp_line()
        page.mouse.move(left + width * share, height, steps=3)
        page.mouse.up()
    at = playground.line_at()
    for _ in range(20):
        page.wait_for_timeout(50)
        assert playground.line_at() == at


def test_an_answer_that_came_while_the_line_was_held_counts_once_it_is_let_go(
    playground: Playground, trained: TrainedDetector
) -> None:
    playground.more()
    page = playground.page
    page.locator(".scores-rules button[name=cost]").click()
    page.locator(".scores-settings summary").click()
    page.wait_for_timeout(1000)
    page.locator(".scores-settings input").nth(1).focus()
    page.keyboard.press("End")
    playground.grasp_line()
    page.wait_for_timeout(1500)
    page.mouse.up()
    wanted = RULES["cost"].threshold(validation_scores_of(trained, ANOMALOUS), 1000.0, 1.0, 0.001)
    expect(playground.threshold()).to_have_attribute("aria-valuenow", str(wanted))


def test_the_right_button_does_not_drag_the_line(playground: Playground) -> None:
    left, width, height = playground.grasp_line()
    playground.page.mouse.up()
    before = playground.line_at()
    playground.page.mouse.down(button="right")
    playground.page.mouse.move(left + width / 2, height, steps=3)
    playground.page.mouse.up(button="right")
    assert playground.line_at() == before


def test_a_finger_drags_the_line(phone: Page, address: str) -> None:
    playground = Playground(phone).open(address)
    phone.locator(".scores-plot .line").scroll_into_view_if_needed()
    plot, line = playground.plot_and_line()
    finger = phone.context.new_cdp_session(phone)
    y = plot["y"] + plot["height"] / 2
    before = playground.line_at()
    for kind, x in (
        ("touchStart", line["x"]),
        *(("touchMove", line["x"] + 12 * n) for n in range(1, 9)),
    ):
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    assert playground.line_at() > before + 30
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    phone.wait_for_function(
        "line => location.search.includes(`threshold=${line}`)",
        arg=f"{playground.line_at():g}",
        timeout=TIMEOUT,
    )


def test_a_link_stands_the_line_exactly_where_it_was(page: Page, address: str) -> None:
    playground = Playground(page).open(address)
    playground.more()
    page.locator(".scores-rules button[name=youden]").click()
    at = playground.line_at()
    page.wait_for_function("() => location.search.includes('rule=youden')", timeout=TIMEOUT)
    link = page.url
    page.goto("about:blank")
    assert Playground(page).open(link).line_at() == at
    expect(page.locator(".scores-rules button[name=youden]")).to_have_attribute(
        "aria-pressed", "true"
    )
