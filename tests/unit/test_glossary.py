"""The glossary of the screens and that of the documents."""

import re

from anomaly.paths import PROJECT
from anomaly.text import explain_term
from anomaly.text.english.glossary import SENTENCES
from anomaly.text.terms import TERMS as IN_ORDER

ROW = re.compile(r"^\| \*\*(.+?)\*\* \| (.+?) \|", re.MULTILINE)
TERMS = {key.removeprefix("term.") for key in SENTENCES if key.startswith("term.")}


def test_a_term_is_explained_in_half_a_sentence() -> None:
    assert {key.removeprefix("means.") for key in SENTENCES if key.startswith("means.")} == TERMS
    assert len(TERMS) > 30
    for term in TERMS:
        means = SENTENCES[f"means.{term}"]
        assert not means.endswith("."), term
        assert len(means.split()) <= 25, term


def test_the_document_explains_each_term_in_the_same_words() -> None:
    rows = ROW.findall((PROJECT / "docs" / "glossary.md").read_text(encoding="utf-8"))
    explained = dict(rows)
    assert len(explained) == len(rows)
    for term in TERMS:
        name, means = SENTENCES[f"term.{term}"], SENTENCES[f"means.{term}"]
        begins = re.escape(means[0].upper() + means[1:])
        assert re.match(rf"{begins}[.,:;]", explained[name]), name


def test_each_term_has_one_topic() -> None:
    assert sorted(IN_ORDER) == sorted(TERMS)


def test_the_help_of_a_widget_names_the_term() -> None:
    assert explain_term("recall") == "Recall: the share of the anomalies that are caught."
