"""The addresses at which the lesson's page gets bundled files.

An address names the content, so that a browser keeps it for good. Whatever loads PyTorch is
imported when it is first needed, since the server imports this before it answers.
"""

import hashlib
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from anomaly.paths import ASSETS
from anomaly.ui.web.weights import HEADERS

FOLDER = "lesson"
FILES = ASSETS / "lesson"
DETECTOR = "detector:"  # begins the name of a bundled detector, as in "detector:autoencoder-1"


_given: dict[str, str] = {}  # names of the files that pages were told of, by their addresses


@lru_cache(maxsize=64)
def file_address(name: str) -> str:
    """Return the address of a file, relative to that of the pages.

    Parameters
    ----------
    name : str
        Of a file in ``assets/lesson/``; or ``"detector:autoencoder-1"`` for the chain of layers of
        the bundled autoencoder for digit 1.

    Raises
    ------
    FileNotFoundError
        If there is none.
    """
    digest = hashlib.sha256(_path_of(name).read_bytes()).hexdigest()[:16]
    address = f"{FOLDER}/{digest}/{name.replace(':', '/')}"
    _given[address] = name
    return address


def serve(request: Request) -> Response:
    """Answer with a file; nothing is read for an address that no page was told."""
    name = _given.get(f"{FOLDER}/{request.path_params['address']}")
    if name is None:
        return PlainTextResponse("", 404)
    return Response(_read(name), media_type="application/octet-stream", headers=HEADERS)


def _path_of(name: str) -> Path:
    """Return where a file is.

    Raises
    ------
    FileNotFoundError
    """
    if name.startswith(DETECTOR):
        stem = name.removeprefix(DETECTOR)
        paths = [path for path in (ASSETS / "models").iterdir() if _stem_of(path) == stem]
    else:
        paths = [path for path in FILES.glob("*") if path.name == name]
    if not paths:
        raise FileNotFoundError(name)
    return paths[0]


def _stem_of(path: Path) -> str:
    """Return a bundled detector's name without the key of its plan: ``"autoencoder-1"``."""
    return path.name.rpartition("-")[0]


@lru_cache(maxsize=64)
def _read(name: str) -> bytes:
    """Return what is at the address of a file."""
    if not name.startswith(DETECTOR):
        return _path_of(name).read_bytes()
    from anomaly.storage import store
    from anomaly.storage.chain_file import chain_file

    content = chain_file(store.load(_path_of(name)).detector)
    assert content is not None, f"no page can compute {name}"
    return content
