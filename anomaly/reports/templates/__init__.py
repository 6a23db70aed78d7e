"""HTML pages as Jinja templates; every value is escaped unless it is a figure."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from anomaly.text import t
from anomaly.text.language import language

if TYPE_CHECKING:
    import plotly.graph_objects as go
    from jinja2 import Environment
    from markupsafe import Markup


def render(page: str, **values: object) -> str:
    """Return a self-contained page from the template ``<page>.html.j2``.

    Besides `values`, a template has ``t`` for sentences and the filter ``figure``, which embeds a
    Plotly figure; the first one of a page brings the library.
    """
    return _environment().get_template(f"{page}.html.j2").render(values)


@lru_cache(maxsize=1)
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # only reports need it

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"t": t, "language": language}
    environment.filters["figure"] = _embed
    return environment


def _embed(figure: "go.Figure", with_library: bool = True) -> "Markup":
    from markupsafe import Markup

    library = "inline" if with_library else False
    return Markup(figure.to_html(full_html=False, include_plotlyjs=library))
