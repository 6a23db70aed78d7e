"""Load components of our own: a folder each, with a Python face, scripts and style sheets.

Streamlit takes one script a component (more only from an installed package with a manifest, and
``streamlit run app.py`` needs none). The scripts are ES modules all the same, so that Node can test
them one by one; they are joined here. Streamlit sends a component's script and styles with every
message to it that changed, so each component gets only what it imports, without its comments.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

IMPORT = re.compile(r'^import \{[^}]*\} from "(\.{1,2}/[\w/-]+\.js)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:class|const|(?:async )?function)\b)", re.MULTILINE)
COMMENT = re.compile(r"^ *(?:/\*\*(?:(?!\*/)[\s\S])*\*/|//.*)\n", re.MULTILINE)


def load_component(
    script: Path, html: str, styles: Sequence[Path] = (), isolate_styles: bool = True
) -> Any:
    """Return a component as a function to mount it.

    Parameters
    ----------
    script : Path
        The module whose default export Streamlit calls; its name is the component's.
    html : str
        What the script finds on the page.
    styles : sequence of Path
        Style sheets, in the order of the cascade.
    isolate_styles : bool
        Whether it lives in a shadow root, where the page's styles and scripts do not reach it.
    """
    css = "\n".join(path.read_text(encoding="utf-8") for path in styles)
    return st.components.v2.component(
        f"anomaly_{script.stem}",
        html=html,
        css=css or None,
        js=join_scripts(script),
        isolate_styles=isolate_styles,
    )


def last_told(key: str, name: str) -> Any:
    """Return what a component told last; None where it told nothing, or is on the page no more.

    When a page is left while it is being drawn, Streamlit still calls back for its components, but
    has forgotten their keys.

    Parameters
    ----------
    key : str
        The component's.
    name : str
        Of the state or the trigger.

    Returns
    -------
    object
        Unchecked.
    """
    state = st.session_state.get(key)
    return None if state is None else state.get(name)


def join_scripts(entry: Path) -> str:
    """Return a module and all that it imports as one module, each after what it imports itself.

    The modules share one scope in the result, where a name can stand for one thing only. Imports
    are written ``import { a, b } from "./module.js";`` (or ``"../shared/module.js"``), exports
    before a ``class``, ``const`` or ``function``.
    """
    joined: dict[Path, str] = {}

    def add(path: Path) -> None:
        if path in joined:
            return
        # Known from here on, so that modules that import each other end.
        joined[path] = ""
        source = path.read_text(encoding="utf-8")
        for name in IMPORT.findall(source):
            add((path.parent / name).resolve())
        del joined[path]
        joined[path] = COMMENT.sub("", EXPORT.sub("", IMPORT.sub("", source))).strip("\n")

    add(entry.resolve())
    return "\n".join(joined.values()) + "\n"
