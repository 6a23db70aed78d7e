"""All that the pages show can be read: WCAG 2.1 A and AA in both themes, and no small type."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from anomaly.text import t
from tests.support.app import TIMEOUT, TRAINING, Playground, TrainScreen
from tests.support.browser_class import TEACHER_KEY
from tests.support.reading import (
    Theme,
    show_at,
    show_in,
    small_type,
    violations,
    wait_until_at_rest,
)

WIDE: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
LAPTOP: ViewportSize = {"width": 1280, "height": 720}
Look = tuple[Theme, ViewportSize]
# By turns, so that each state is seen in both themes and at both sizes, and each page in all four;
# the next turn begins in the theme in which the one before ends.
LOOKS: tuple[tuple[Look, Look], ...] = (
    (("light", WIDE), ("dark", PHONE)),
    (("dark", WIDE), ("light", PHONE)),
)
Act = Callable[[Page], None]
STROKE = [(0.5, 0.2), (0.5, 0.8)]
SEED = 61  # no other test trains from it, so that nothing is stored for it yet


def draw(page: Page) -> None:
    Playground(page).draw(STROKE)
    Playground(page).verdict_starts("Normal")


def keep(page: Page) -> None:
    """Keep a drawing as an example of a person's own sign."""
    Playground(page).draw_here(STROKE)
    page.locator(".collect-normal").click()
    expect(page.locator(".tray li")).to_have_count(1, timeout=TIMEOUT)


def turn_to(tab: str) -> Act:
    def turn(page: Page) -> None:
        page.get_by_role("tab", name=tab).click()

    return turn


def press(button: str) -> Act:
    def push(page: Page) -> None:
        page.get_by_role("button", name=button).click()

    return push


def open_all(page: Page) -> None:
    """Open whatever can be opened on the page."""
    closed = page.locator("details:not([open]) > summary").filter(visible=True)
    for summary in closed.all()[::-1]:
        summary.click()
    expect(closed).to_have_count(0, timeout=TIMEOUT)


def open_bar(page: Page) -> None:
    """Open the dialog with the digits of a bar of the histogram."""
    plot = page.locator(".scores-plot")
    plot.focus()
    for _ in range(4):
        plot.press("ArrowRight")
    plot.press("Enter")
    expect(page.get_by_role("dialog").locator(".grid button").first).to_be_visible(timeout=TIMEOUT)


def open_address(key: str) -> Act:
    """Open the dialog with an address for others, in place of the one before."""

    def act(page: Page) -> None:
        page.get_by_role("button", name="Close").click()
        page.locator(f".st-key-{key} button").click()
        expect(page.get_by_role("dialog")).to_be_visible(timeout=TIMEOUT)

    return act


def train(page: Page) -> None:
    """Have a training under way that rests."""
    screen = TrainScreen(page)
    screen.settle_seed(SEED)
    screen.hold()
    screen.press("Train")
    screen.wait_for_epoch(r"epoch \d+ of")
    screen.press("Pause")
    screen.wait_for_epoch("Paused")


def stop_training(page: Page) -> None:
    screen = TrainScreen(page)
    screen.press("Stop and keep")
    expect(screen.progress).to_have_count(0, timeout=TRAINING)


@dataclass(frozen=True)
class Screen:
    """A page with what can be shown on it.

    Attributes
    ----------
    path : str
    ready : str
        Selector of what is drawn last.
    states : dict
        What is looked at, by its name, each with what to do on the page after the one before.
    leave : callable
        What to do in the end.
    """

    path: str
    ready: str
    states: dict[str, Sequence[Act]]
    leave: Act | None = None


def find_the_odd_one(page: Page) -> None:
    """Finish the lesson's first step."""
    for tile in page.locator(".odd-grid button").all():
        if tile.is_enabled():
            tile.click()
    expect(page.locator(".lesson-answer")).not_to_be_empty()


def wait_for_point(page: Page) -> None:
    """Wait until the tiny network has learned."""
    expect(page.locator(".squeeze-told")).to_contain_text("Score", timeout=TIMEOUT)


def add_up(page: Page) -> None:
    """Wait until a difference has been added up."""
    expect(page.locator(".lesson-one_number .lesson-said")).not_to_be_empty(timeout=TIMEOUT)


def stop_film(page: Page) -> None:
    """Stop a film that plays."""
    expect(page.locator(".lesson-beyond .lesson-said")).to_contain_text("Step", timeout=TIMEOUT)
    page.get_by_role("button", name="Stop").click()


def become_teacher(page: Page) -> None:
    page.get_by_label(t("class_desk.key"), exact=True).fill(TEACHER_KEY)
    press(t("class_desk.let_in"))(page)


def begin_class(page: Page) -> None:
    press(t("class_desk.begin"))(page)
    expect(page.locator(".desk-large-code")).to_be_visible(timeout=TIMEOUT)


def wait_for_task(page: Page) -> None:
    expect(page.locator(".desk-now")).to_contain_text(t("class_desk.draw_fooling"))


def end_class(page: Page) -> None:
    """End the class, since an open one takes rights from other pages."""
    for _ in range(2):
        page.locator(".desk-end").click()
    expect(page.get_by_text("deletes itself")).to_be_visible(timeout=TIMEOUT)


SCREENS = {
    "learn": Screen(
        "/learn",
        ".odd-grid button",
        {
            "the odd one out": (find_the_odd_one,),
            "the thin sheet": (press("Next"), press(t("lesson.thin_sheet_choice_off"))),
            "the bottleneck": (
                press("Next"),
                press(t("lesson.squeeze_choice_line")),
                press(t("lesson.squeeze_train")),
                wait_for_point,
            ),
            "the layers": (
                press("Next"),
                press(t("lesson.layers_choice_8")),
                press(t("lesson.sketch_nine")),
            ),
            "the map of codes": (turn_to(t("lesson.layers_map")), press(t("latent.walk"))),
            "the epochs": (press("Next"), press(t("lesson.epochs_choice_nine"))),
            "one number": (press("Next"), press(t("lesson.one_number_choice_zero")), add_up),
            "the line": (press("Next"), press(t("lesson.line_choice_picture"))),
            "the failures": (
                press("Next"),
                press(t("lesson.failures_choice_passes")),
                turn_to(t("lesson.failures_tab_mixed")),
            ),
            "the films": (press("Next"), press(t("lesson.beyond_choice_search")), stop_film),
            "the benchmark in small": (turn_to(t("lesson.beyond_tab_benchmark")),),
        },
    ),
    "playground": Screen(
        "/",
        ".scores-plot .line",
        {
            "a drawing": (draw,),
            "more": (lambda page: Playground(page).more(), open_all),
            "its steps": (press("Steps"),),
            "the samples": (press("Steps"), turn_to("Samples")),
            "the upload": (turn_to("Upload"),),
            "the damage": (turn_to("Damage it"),),
            "a bar": (open_bar,),
        },
    ),
    "own": Screen(
        "/own",
        ".collect button",
        {"a sign": (keep,), "the upload": (turn_to("Upload pictures"),)},
    ),
    "train": Screen(
        "/train",
        ".st-key-epoch_scores .js-plotly-plot",
        {"a bundled detector": (), "a training": (train, open_all)},
        leave=stop_training,
    ),
    "runs": Screen("/runs", ".run-verdict", {"two models": (), "more of them": (open_all,)}),
    "compare": Screen(
        "/compare", ".judgement img", {"all detectors": (), "what is folded": (open_all,)}
    ),
    "evaluate": Screen(
        "/evaluate?normal=1&anomalous=9",
        ".st-key-auroc_bars .js-plotly-plot",
        {
            "the figures": (open_all,),
            "a bar": (open_bar,),
            "the address": (open_address("share"),),
            "the lesson link": (open_address("lesson_link"),),
        },
    ),
    "classroom": Screen(
        "/classroom",
        ".class-door input",
        {
            "the door": (open_all,),
            "a class begun": (become_teacher, begin_class, press("Who is there")),
            "a task": (press(t("class_desk.fooling")), wait_for_task),
        },
        leave=end_class,
    ),
    "words": Screen("/words#auroc", ".words div:target", {"all terms": ()}),
}


@pytest.mark.parametrize("name", SCREENS)
def test_all_that_a_page_shows_can_be_read(name: str, page: Page, address: str) -> None:
    screen = SCREENS[name]
    page.goto(f"{address}{screen.path}")
    expect(page.locator(screen.ready).first).to_be_visible(timeout=TIMEOUT)
    show_in(page, "light", LAPTOP)
    found: dict[str, list[str]] = {}  # what is wrong, and where it was seen
    for (state, acts), looks in zip(screen.states.items(), cycle(LOOKS)):
        for act in acts:
            act(page)
        wait_until_at_rest(page)
        for problem in small_type(page):
            found.setdefault(problem, []).append(state)
        for theme, size in looks:
            show_in(page, theme, size)
            for problem in violations(page):
                found.setdefault(problem, []).append(f"{state}, {theme}, {size['width']} px wide")
        show_at(page, LAPTOP)
    if screen.leave is not None:
        screen.leave(page)
    assert not found, "\n".join(f"{it} ({'; '.join(seen)})" for it, seen in found.items())
