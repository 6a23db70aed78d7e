"""Routes of the app's own, beside Streamlit's pages."""

from starlette.routing import Route

from anomaly.ui.lesson import files
from anomaly.ui.web import handouts, questions, weights


def routes(base_path: str) -> list[Route]:
    """Return these routes.

    Parameters
    ----------
    base_path : str
        Path under which the app is served, Streamlit's ``server.baseUrlPath``.
    """
    start = "/".join(["", *filter(None, [base_path.strip("/")])])
    return [
        *(Route(f"{start}/{name}", handouts.serve, methods=["GET"]) for name in handouts.HANDOUTS),
        Route(f"{start}/{weights.FOLDER}/{{address:path}}", weights.serve, methods=["GET"]),
        Route(f"{start}/{files.FOLDER}/{{address:path}}", files.serve, methods=["GET"]),
        Route(f"{start}/{questions.FOLDER}/{{token}}", questions.Replies().reply, methods=["POST"]),
    ]
