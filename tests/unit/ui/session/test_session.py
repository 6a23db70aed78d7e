"""The declared session: what it holds, and that nothing is kept beside it."""

import ast
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

import anomaly
from anomaly.ui.session import pages, widget_keys
from anomaly.ui.session import session as declared
from anomaly.ui.session.session import KEY, Session, session, use_model

SCREENS = Path(anomaly.__file__).parent / "ui"
MODULES = sorted(path for path in SCREENS.rglob("*.py") if path.name != "session.py")


def accesses(tree: ast.AST) -> Iterator[tuple[ast.expr | None, int]]:
    """Yield the key of each access to Streamlit's dictionary, None for any other use, and lines."""
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute) or ast.unparse(node) != "st.session_state":
            continue
        parent = parents[node]
        key = None
        if isinstance(parent, ast.Subscript):
            key = parent.slice
        elif isinstance(parent, ast.Compare):
            key = parent.left
        elif isinstance(parent, ast.Attribute) and parent.attr in ("get", "setdefault"):
            call = parents[parent]
            key = call.args[0] if isinstance(call, ast.Call) else None
        yield key, node.lineno


def is_widget_key(key: ast.expr | None) -> bool:
    """Whether an expression is one of `widget_keys`, or a variable for one."""
    if isinstance(key, ast.Name):
        return key.id in ("KEY", "key", "other_key")
    if isinstance(key, ast.Call):
        key = key.func
    return (
        isinstance(key, ast.Attribute)
        and ast.unparse(key.value) == "widget_keys"
        and hasattr(widget_keys, key.attr)
    )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SCREENS)))
def test_streamlits_dictionary_holds_widgets_values_alone(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [line for key, line in accesses(tree) if not is_widget_key(key)] == []


@pytest.mark.parametrize(
    ("code", "allowed"),
    [
        ("st.session_state[widget_keys.NORMAL]", True),
        ("st.session_state.get(widget_keys.side(0))", True),
        ("key in st.session_state", True),
        ("st.session_state['job']", False),
        ("st.session_state.job", False),
        ("state = st.session_state", False),
        ("st.session_state.pop(key)", False),
        ("st.session_state[widget_keys.JOB]", False),
    ],
)
def test_the_rule_tells_widgets_from_others(code: str, allowed: bool) -> None:
    assert [is_widget_key(key) for key, _ in accesses(ast.parse(code))] == [allowed]


DECLARING = [declared, pages]
TOPICS = [
    kind
    for module in DECLARING
    for kind in vars(module).values()
    if isinstance(kind, type) and is_dataclass(kind) and kind.__module__ == module.__name__
]


@pytest.mark.parametrize("kind", TOPICS, ids=lambda kind: kind.__name__)
def test_each_field_is_documented(kind: type) -> None:
    document = kind.__doc__ or ""
    for field in fields(kind):
        assert field.type in TOPICS or f"\n    {field.name} : " in document, field.name


def test_a_session_is_made_once() -> None:
    store: dict[str, object] = {}
    first = session(store)
    assert first == Session()
    assert session(store) is first
    assert list(store) == [KEY]


def test_two_sessions_share_nothing() -> None:
    one, other = Session(), Session()
    one.model.warnings.append("slow")
    one.threshold.rule_settings["beta"] = 2.0
    assert other == Session()


def test_a_model_is_asked_for_by_the_next_run(monkeypatch: pytest.MonkeyPatch) -> None:
    here = Session()
    monkeypatch.setattr(declared, "session", lambda: here)
    use_model(None)
    assert here.model.request is not None
    assert here.model.request.key is None
