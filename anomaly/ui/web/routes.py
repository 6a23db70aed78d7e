"""Routes of the app's own, beside Streamlit's pages."""

from starlette.routing import Route

from anomaly.ui.lesson import files
from anomaly.ui.web import handouts, questions, weights
from anomaly.ui.web.boundary import guarded


def routes(base_path: str) -> list[Route]:
    """Return these routes.

    Parameters
    ----------
    base_path : str
        Path under which the app is served, Streamlit's ``server.baseUrlPath``.
    """
    start = "/".join(["", *filter(None, [base_path.strip("/")])])
    addresses = [
        *((name, handouts.serve, "GET") for name in handouts.HANDOUTS),
        (f"{weights.FOLDER}/{{address:path}}", weights.serve, "GET"),
        (f"{files.FOLDER}/{{address:path}}", files.serve, "GET"),
        (f"{questions.FOLDER}/{{token}}", questions.Replies().reply, "POST"),
    ]
    return [
        Route(f"{start}/{address}", guarded(serve), methods=[method])
        for address, serve, method in addresses
    ]
