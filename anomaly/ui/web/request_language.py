"""The language in which a request is answered that no session makes."""

from starlette.requests import Request

from anomaly.text.language import accepted_language, find_language
from anomaly.ui.session.language import COOKIE, PARAMETER


def language_of(request: Request) -> str:
    """Return the language that the address asks for, else as it was chosen, else the browser's."""
    chosen = find_language(request.query_params.get(PARAMETER), request.cookies.get(COOKIE))
    return chosen or accepted_language(request.headers.get("accept-language"))
