"""What a link hides: read from any text, written again, and always something left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anomaly.ui.page_list import PAGES
from anomaly.ui.session.presentation import CONTROLS, NEEDED, Presentation, read, write

ALL = "runs,compare,sidebar,tab-upload,rule-cost,detector-anogan,step-9"


def test_a_link_hides_what_it_names() -> None:
    found, problem = read({"hide": ALL, "present": "1", "notes": "0"})
    assert problem is None
    assert found == Presentation(
        pages=frozenset({"runs", "compare"}),
        parts=frozenset({"sidebar"}),
        tabs=frozenset({"upload"}),
        rules=frozenset({"cost"}),
        detectors=frozenset({"anogan"}),
        steps=frozenset({"9"}),
        is_large=True,
    )


@given(
    st.fixed_dictionaries({field: st.sets(st.sampled_from(CONTROLS[field])) for field in CONTROLS}),
    st.booleans(),
)
def test_it_is_read_as_it_was_written(hidden: dict[str, set[str]], is_on: bool) -> None:
    for field, needed in NEEDED.items():
        hidden[field] -= set(needed[-1:])
    names = {field: frozenset(chosen) for field, chosen in hidden.items()}
    wanted = Presentation(**names, is_large=is_on, with_notes=not is_on)
    assert read(write(wanted)) == (wanted, None)


def test_an_address_without_it_hides_nothing() -> None:
    assert read({"normal": "7"}) == (Presentation(), None)
    assert write(Presentation()) == {}


@pytest.mark.parametrize(
    ("parameters", "name"),
    [
        ({"hide": "runs,banana"}, "hide=banana"),
        ({"hide": "tab-runs"}, "hide=tab-runs"),
        ({"hide": "step-0"}, "hide=step-0"),
        ({"hide": "x" * 5000}, "hide=xxxxxxxxxxxxxxx”"),
        ({"present": "yes"}, "present=yes"),
    ],
)
def test_an_unknown_name_is_left_out_with_a_sentence(parameters: dict[str, str], name: str) -> None:
    found, problem = read(parameters)
    assert found.is_large is False
    assert found.pages <= {"runs"}
    assert name in str(problem)


def test_something_is_always_left() -> None:
    hidden = {field: frozenset(names) for field, names in CONTROLS.items()}
    everything = write(Presentation(**hidden, is_large=False, with_notes=False))
    found, problem = read(everything)
    assert problem is None
    assert set(PAGES) - found.pages == {next(iter(PAGES))}
    assert set(CONTROLS["tabs"]) - found.tabs == {"drawing"}
    assert set(CONTROLS["detectors"]) - found.detectors == {CONTROLS["detectors"][0]}
    assert set(CONTROLS["steps"]) - found.steps == {"1"}


@given(st.dictionaries(st.sampled_from(["hide", "present", "notes"]), st.text()))
def test_no_address_breaks_the_reader(parameters: dict[str, str]) -> None:
    found, _ = read(parameters)
    assert set(PAGES) - found.pages
