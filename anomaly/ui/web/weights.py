"""The address at which a page gets a detector's chain of layers.

The address names the content, so that a browser keeps it for good: two trainings of one plan have
the same key, but not always the same weights. Whatever loads PyTorch is imported when it is first
needed, since the server imports this before it answers.
"""

import hashlib
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from anomaly.caching import cached_per_instance

if TYPE_CHECKING:
    from anomaly.training.trained import TrainedDetector

FOLDER = "weights"
HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",
    # Else Streamlit would compress it each time, 30 ms for a tenth of its size.
    "Content-Encoding": "identity",
}


@cached_per_instance(maxsize=1)
def weights_address(trained: "TrainedDetector") -> str | None:
    """Return the address of a detector's chain, relative to that of the pages.

    Returns
    -------
    str or None
        As in ``"weights/17d94372f80c0c90/0f6e…c1.safetensors"``; None if no page can compute it,
        see `anomaly.storage.chain_file.chain_file`.
    """
    from anomaly.storage.chain_file import chain_file

    content = chain_file(trained)
    if content is None:
        return None
    return f"{FOLDER}/{trained.key}/{hashlib.sha256(content).hexdigest()[:32]}.safetensors"


def serve(request: Request) -> Response:
    """Answer with a chain's file; Starlette calls it in a thread, as reading a detector takes long.

    The address is untrusted: `store.find_key` takes only what has the form of a key.
    """
    from anomaly.storage.chain_file import chain_file
    from anomaly.ui.session.server import models

    address: str = request.path_params["address"]
    trained = models().named(address.partition("/")[0])
    if trained is None or weights_address(trained) != f"{FOLDER}/{address}":
        return PlainTextResponse("", 404)
    return Response(chain_file(trained), media_type="application/octet-stream", headers=HEADERS)
