"""Pages to print: in the language asked for, without a session."""

import pytest

from anomaly.text import t
from anomaly.text.language import use_language
from anomaly.ui.lesson.steps import STEPS
from anomaly.ui.lesson.timing import MINUTES, phases
from anomaly.ui.web.handouts import HANDOUTS, handout_address
from tests.support.web import request


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("name", HANDOUTS)
async def test_it_is_in_the_language_of_its_address(name: str, language: str) -> None:
    answer = await request(f"/school/{handout_address(name, language)}", "/school")
    page = answer.body.decode()
    assert answer.status == 200
    assert f'<html lang="{language}">' in page
    with use_language(language):
        assert t("worksheet.title") in page
        assert f"<title>{t(f'handout.{name}_title')}</title>" in page


async def test_without_one_it_is_in_the_browsers() -> None:
    japanese = await request("/plan", languages="ja-JP,en;q=0.5")
    assert b'lang="ja"' in japanese.body
    other = await request("/plan?lang=<b>", languages="*")
    assert b'lang="en"' in other.body


def test_the_plan_takes_45_minutes_and_all_steps() -> None:
    assert phases()[-1].end == 45
    assert [n for phase in phases() for n in phase.steps] == list(range(1, len(MINUTES) + 1))
    assert list(MINUTES)[: len(STEPS)] == [step.name for step in STEPS]
