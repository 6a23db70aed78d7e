"""Routes of the app's own, beside Streamlit's pages."""

from starlette.routing import Route

from anomaly.ui.lesson import files
from anomaly.ui.web import classroom, handouts, questions, weights
from anomaly.ui.web.boundary import guarded


def routes(prefix: str) -> list[Route]:
    """Return these routes.

    Parameters
    ----------
    prefix : str
        What all paths begin with; empty where the app is served below none.
    """
    of_classes = classroom.ClassAddresses()
    addresses = [
        *((name, handouts.serve, "GET") for name in handouts.HANDOUTS),
        (f"{weights.FOLDER}/{{address:path}}", weights.serve, "GET"),
        (f"{files.FOLDER}/{{address:path}}", files.serve, "GET"),
        (f"{questions.FOLDER}/{{token}}", questions.Replies().reply, "POST"),
        (classroom.FOLDER, of_classes.say, "POST"),
        (f"{classroom.FOLDER}/news", of_classes.news, "GET"),
        (f"{classroom.FOLDER}/archive", of_classes.archive, "GET"),
    ]
    return [
        Route(f"{prefix}/{address}", guarded(serve), methods=[method])
        for address, serve, method in addresses
    ]
