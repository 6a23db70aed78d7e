"""Terms in HTML of ours."""

import re

from anomaly.text import t
from anomaly.text.language import use_language
from anomaly.ui.components.terms import with_terms


def terms_in(html: str) -> dict[str, str]:
    """Return the words that explain themselves, with their half-sentences."""
    return {
        text: means
        for means, text in re.findall(r'<button [^>]*data-means="([^"]*)"[^>]*>([^<]*)<', html)
    }


def test_the_first_mention_of_a_term_explains_itself() -> None:
    html = with_terms("False alarms, then a false alarm", "false_alarm")
    assert terms_in(html) == {"False alarms": t("means.false_alarm")}
    assert html.endswith("</button>,</span> then a false alarm"), "a comma begins no line"


def test_a_term_in_another_or_within_a_word_is_none() -> None:
    html = with_terms("Average precision, dismissed", "average_precision", "precision", "miss")
    assert terms_in(html) == {"Average precision": t("means.average_precision")}


def test_terms_stand_in_the_order_of_the_sentence() -> None:
    html = with_terms("Precision and recall", "recall", "precision")
    assert list(terms_in(html)) == ["Precision", "recall"]


def test_japanese_terms_are_found_within_a_sentence() -> None:
    with use_language("ja"):
        html = with_terms("この検知器のAUROCは", "detector", "auroc", "roc")
        assert terms_in(html) == {"検知器": t("means.detector"), "AUROC": t("means.auroc")}


def test_what_surrounds_them_is_text() -> None:
    html = with_terms("<b>x</b> & the threshold", "threshold", "recall")
    assert html.startswith("&lt;b&gt;x&lt;/b&gt; &amp; the <button ")
    assert with_terms("<i>", "recall") == "&lt;i&gt;"


def test_a_term_is_named_to_the_page() -> None:
    assert 'data-term="false_alarm"' in with_terms("Every false alarm", "false_alarm")


def test_screen_readers_are_told_too() -> None:
    assert f'aria-description="{t("means.seed")}"' in with_terms("Seed", "seed")
