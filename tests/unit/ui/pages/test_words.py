"""The Words page."""

import re

import pytest

from anomaly.text import t
from anomaly.text.language import use_language
from anomaly.text.terms import TERMS
from anomaly.ui.pages.words import all_terms
from anomaly.ui.session import widget_keys
from tests.support.app_test import opened, session_of, without_mnist


@pytest.mark.parametrize(("here", "there"), [("en", "ja"), ("ja", "en")])
def test_it_has_each_term_in_the_language_in_force_with_its_name_in_the_other(
    here: str, there: str
) -> None:
    with use_language(there):
        other = t("term.threshold")
    with use_language(here):
        html = all_terms()
        assert re.findall(r'<div id="(\w+)"><dt>', html) == list(TERMS)
        assert t("means.threshold")[1:] in html
    assert f'<small lang="{there}">{other}</small>' in html
    assert "AUROC</small>" not in html.replace("ピクセルAUROC", "").replace("pixel AUROC", "")


def test_it_waits_for_no_detector() -> None:
    with without_mnist():
        app = opened("words")
        app.session_state[widget_keys.NORMAL] = [2, 3]  # nothing is trained on these
        app.run()
        context = session_of(app).context
    assert context is not None
    assert context.normal == (1,)
