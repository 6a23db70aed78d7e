"""The address at which a page gets a detector's chain of layers.

The address names the content, so that a browser keeps it for good: two trainings of one plan have
the same key, but not always the same weights. Whatever loads PyTorch is imported when it is first
needed, since the server imports this before it answers.
"""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from anomaly.caching import Once, cached_per_instance

if TYPE_CHECKING:
    from anomaly.training.trained import TrainedDetector

FOLDER = "weights"
HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",
    # Else Streamlit would compress it each time, 30 ms for a tenth of its size.
    "Content-Encoding": "identity",
}


@dataclass(eq=False)
class _Chain:
    """A chain's file that pages were told of, kept by the detectors whose it is.

    It is made of the detector when the first page asks for it: the weights of a chain are copies.
    """

    address: str
    content: Once[bytes | None]


_making = CapacityLimiter(1)
_chains: WeakValueDictionary[str, _Chain] = WeakValueDictionary()


@cached_per_instance(maxsize=1)
def _chain_of(trained: "TrainedDetector") -> _Chain | None:
    from anomaly.storage.chain_file import chain_digest, chain_file, chain_for_pages

    chain = chain_for_pages(trained.detector)
    digest = None if chain is None else chain_digest(chain)
    if chain is None or digest is None:
        return None
    address = f"{FOLDER}/{trained.key}/{digest[:32]}.safetensors"
    content = Once(partial(chain_file, trained.detector))
    return _chains.setdefault(address, _Chain(address, content))


def weights_address(trained: "TrainedDetector") -> str | None:
    """Return the address of a detector's chain, relative to that of the pages.

    Returns
    -------
    str or None
        As in ``"weights/17d94372f80c0c90/0f6e…c1.safetensors"``, for as long as the detector is in
        memory; None if no page can compute it, see `anomaly.storage.chain_file.chain_file`.
    """
    chain = _chain_of(trained)
    return None if chain is None else chain.address


async def serve(request: Request) -> Response:
    """Answer with a chain's file; nothing is read for an address that no page was told."""
    chain = _chains.get(f"{FOLDER}/{request.path_params['address']}")
    if chain is None:
        return PlainTextResponse("", 404)
    content = chain.content.made or await to_thread.run_sync(chain.content, limiter=_making)
    return Response(content, media_type="application/octet-stream", headers=HEADERS)
