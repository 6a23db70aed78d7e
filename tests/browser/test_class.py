"""A class in four browsers: a teacher at a projector's size, and three students with phones."""

import re
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from anomaly.text import t
from anomaly.text.language import use_language
from tests.browser.conftest import DEVICES
from tests.support.app import TIMEOUT, Playground
from tests.support.browser_class import open_class

ONE = [(0.5, 0.2), (0.5, 0.8)]
SEVEN = [(0.3, 0.2), (0.7, 0.2), (0.45, 0.8)]
LANGUAGES = ("en", "ja", "ja")  # of the students


class Phone:
    """A student's phone, in a language."""

    def __init__(self, browser: Browser, language: str) -> None:
        self.language = language
        context = browser.new_context(**DEVICES["phone"], locale=language)
        self.page = context.new_page()
        self.strip = self.page.locator(".class-strip")

    def join(self, address: str, code: str) -> None:
        self.page.goto(f"{address}/?class={code}")
        self.button("class_strip.start").click(timeout=TIMEOUT)

    def button(self, key: str) -> Locator:
        return self.page.get_by_role("button", name=self.words(key), exact=True)

    def words(self, key: str, **values: object) -> str:
        """Return a sentence that the browser fills."""
        with use_language(self.language):
            sentence = t(key)
        for name, value in values.items():
            sentence = sentence.replace(f"{{{name}}}", str(value))
        return sentence

    def sees(self, key: str, **values: object) -> None:
        expect(self.strip).to_contain_text(self.words(key, **values), timeout=TIMEOUT)

    def draws(self, stroke: list[tuple[float, float]]) -> None:
        Playground(self.page).draw_at_once([stroke])
        self.button("class_strip.send").click()
        self.sees("class_strip.sent", count=1)


@pytest.fixture
def phones(browser: Browser) -> Iterator[list[Phone]]:
    with ExitStack() as stack:
        opened = [Phone(browser, language) for language in LANGUAGES]
        for phone in opened:
            stack.callback(phone.page.context.close)
        yield opened


def test_a_class_draws_guesses_and_sees_it_on_the_wall(
    page: Page, address: str, phones: list[Phone]
) -> None:
    now, tiles = page.locator(".desk-now"), page.locator(".wall-tile")
    with open_class(page.context, address) as begun:
        page.goto(f"{address}/classroom?lang=en")
        for phone in phones:
            phone.join(address, begun["code"])
        expect(now).to_contain_text("Students: 3", timeout=TIMEOUT)

        page.get_by_role("button", name="Draw: 1").click()
        for phone in phones:
            phone.sees("class_strip.draw_digit", digit=1)
            phone.draws(ONE)
        expect(now).to_contain_text("Answered: 3 of 3 · Drawings: 3", timeout=TIMEOUT)
        expect(tiles).to_have_count(3)
        expect(tiles.first).to_contain_text(re.compile(r"\d"))

        page.get_by_role("button", name="any but 1").click()
        for phone in phones:
            phone.sees("class_strip.draw_other", digit=1)
        phones[2].draws(SEVEN)
        expect(now).to_contain_text("Answered: 1 of 3 · Drawings: 1", timeout=TIMEOUT)
        expect(tiles).to_have_count(1)

        _guess_in_japanese(page, phones)
        for phone in phones:
            phone.sees("class_strip.ended")
        page.goto("about:blank")  # it would hear that the class is gone


def _guess_in_japanese(page: Page, phones: list[Phone]) -> None:
    """Give the third task, show its answer and end the class, the teacher's screen in Japanese."""
    page.get_by_text("日本語").click()
    page.get_by_role("button", name="異常？").click(timeout=TIMEOUT)
    for phone in phones:
        phone.button("class_strip.anomaly").click(timeout=TIMEOUT)
    expect(page.locator(".desk-now")).to_contain_text("3人中3人が回答", timeout=TIMEOUT)
    page.get_by_role("button", name="答えを見せる").click()
    for phone in phones:
        phone.sees("class_strip.class_counts", counts=f"{phone.words('class_strip.anomaly')} 3")
    expect(page.locator(".wall-votes").first).to_contain_text("3", timeout=TIMEOUT)
    page.get_by_role("button", name="クラスを終える").click()
    page.locator(".desk-end").click()
