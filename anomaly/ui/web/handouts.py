"""The addresses of pages to print for a lesson: a worksheet and a plan."""

from functools import cache

from starlette.requests import Request
from starlette.responses import HTMLResponse

from anomaly.text import t
from anomaly.text.language import use_language
from anomaly.ui.session.language import PARAMETER
from anomaly.ui.web.request_language import language_of

HANDOUTS = ("worksheet", "plan")
# The policy of the server's answers allows this script alone, by its hash.
SCRIPT = 'document.querySelector(".print").addEventListener("click", () => print());'


def handout_address(name: str, language: str) -> str:
    """Return the address of a page to print, relative to that of the pages."""
    return f"{name}?{PARAMETER}={language}"


def serve(request: Request) -> HTMLResponse:
    """Answer with the page that the address names, in the language asked for."""
    name = next(name for name in HANDOUTS if request.url.path.endswith(name))
    return HTMLResponse(_page(name, language_of(request)))


@cache
def _page(name: str, language: str) -> str:
    from anomaly.reports.templates import render  # here, so that the server answers sooner
    from anomaly.ui.lesson.timing import phases

    with use_language(language):
        title = t(f"handout.{name}_title")
        rows = [
            {
                "phase": phase,
                "teacher": t(f"timetable.{phase.name}_teacher"),
                "class": t(f"timetable.{phase.name}_class"),
            }
            for phase in phases()
        ]
        return render(name, title=title, language=language, rows=rows, script=SCRIPT)
