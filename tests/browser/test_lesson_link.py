"""A link for a class, made in its dialog and opened by a student."""

import re

from playwright.sync_api import Page, expect

from anomaly.text import t
from anomaly.text.language import LANGUAGES
from anomaly.ui.web.handouts import HANDOUTS, handout_address
from tests.browser.conftest import LAPTOP
from tests.support.app import TIMEOUT, Playground, boxes, settle, settled_boxes


def test_a_class_sees_what_its_teacher_has_chosen(page: Page, another: Page, address: str) -> None:
    Playground(page).open(f"{address}/?normal=7&threshold=30&more=1")
    page.locator(".st-key-lesson_link button").click()
    dialog = page.get_by_role("dialog")
    for name in ("runs.title", "own.title", "classroom.part_sidebar", "tab.upload", "chip.youden"):
        dialog.get_by_role("button", name=t(name), exact=True).click()
    link = dialog.get_by_label(t("share.address"))
    expect(link).to_have_value(re.compile("hide=own%2Cruns%2Csidebar%2Ctab-upload%2Crule-youden"))
    handout = dialog.get_by_role("link", name=t("handout.worksheet_title"))
    assert page.request.get(f"{address}/{handout.get_attribute('href')}").ok
    student = Playground(another).open(link.input_value())
    menu = student.page.get_by_test_id("stTopNavLink")
    expect(menu.filter(has_text=t("evaluate.title"))).to_be_visible()
    expect(menu.filter(has_text=t("runs.title"))).to_have_count(0)
    expect(student.page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(student.page.get_by_role("tab", name=t("tab.upload"))).to_have_count(0)
    rules = student.page.locator(".scores-rules")
    expect(rules.get_by_role("button", name=t("chip.f1"))).to_be_visible()
    expect(rules.get_by_role("button", name=t("chip.youden"))).to_have_count(0)
    assert student.line_at() == 30
    expect(student.digits.chosen).to_have_text("7")
    # A hidden page's own address opens the first that is shown.
    student.page.goto(link.input_value().replace("/?", "/runs?").replace("own%2C", "learn%2C"))
    expect(student.verdict).to_be_visible(timeout=TIMEOUT)
    expect(student.page).to_have_url(re.compile(r"/\?.*hide="))


def test_on_a_projector_the_main_job_is_large_and_in_view(page: Page, address: str) -> None:
    playground = Playground(page).open(f"{address}/?present=1")
    settle(page)
    main = page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollHeight <= innerHeight")
    (line,) = boxes(page.locator(".scores-words"))
    assert line["y"] + line["height"] <= LAPTOP["height"]
    texts = [playground.verdict.locator(".verdict"), *page.locator(".scores-plot .tick").all()]
    sizes = [text.evaluate("text => parseFloat(getComputedStyle(text).fontSize)") for text in texts]
    assert min(sizes) >= 18


def test_on_a_projector_training_and_measures_are_in_view(page: Page, address: str) -> None:
    for name, last in (
        ("train", ".st-key-epoch_scores .js-plotly-plot"),
        ("evaluate", ".scores-counts"),
    ):
        page.goto(f"{address}/{name}?normal=1&anomalous=9&present=1")
        expect(page.locator(last)).to_be_visible(timeout=TIMEOUT)
        (part,) = settled_boxes(page.locator(last))
        assert part["y"] + part["height"] <= LAPTOP["height"]


def test_each_handout_is_one_sheet(page: Page, address: str) -> None:
    for name in HANDOUTS:
        for language in LANGUAGES:
            page.goto(f"{address}/{handout_address(name, language)}")
            printed = page.pdf(prefer_css_page_size=True)
            assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
