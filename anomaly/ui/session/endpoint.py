"""Endpoints for questions about drawings, one for each session."""

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from anomaly.text.language import language

if TYPE_CHECKING:  # they load PyTorch, and the server imports this before it answers
    from anomaly.preprocessing.pipeline import CanvasSettings
    from anomaly.training.trained import TrainedDetector


@dataclass(eq=False)
class Endpoint:
    """Endpoint that answers a session's questions with the detector in view and its steps.

    Attributes
    ----------
    trained : TrainedDetector
    settings : CanvasSettings
        The steps from strokes to a digit, as switched on and off.
    language : str
        Of the session.
    token : str
        Its name in the address, which nobody can guess.
    is_busy : bool
        Whether a question is being answered; a page asks one at a time.
    """

    trained: "TrainedDetector"
    settings: "CanvasSettings"
    language: str = field(default_factory=language)
    token: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    is_busy: bool = False


_endpoints: WeakValueDictionary[str, Endpoint] = WeakValueDictionary()


def open_endpoint(trained: "TrainedDetector", settings: "CanvasSettings") -> Endpoint:
    """Return a new endpoint, which can be found as long as its session keeps it."""
    endpoint = Endpoint(trained, settings)
    _endpoints[endpoint.token] = endpoint
    return endpoint


def find_endpoint(token: str) -> Endpoint | None:
    """Return the endpoint with a token; None where no session keeps it any more."""
    return _endpoints.get(token)
