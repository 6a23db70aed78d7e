"""Models to download, which Streamlit keeps in memory until a page has run twice since."""

import threading
from collections.abc import Callable

from anomaly.storage import store
from anomaly.training.record import TrainedRecord
from anomaly.ui.session import _compat

MAX_BYTES = 130_000_000  # given out, after which earlier ones are dropped: three of the largest


class Downloads:
    """Files of models, of which few are in memory at a time, however many are asked for.

    Parameters
    ----------
    drop : callable
        Forgets all that was given out.
    """

    def __init__(self, drop: Callable[[], None] = _compat.drop_downloads) -> None:
        self._drop = drop
        self._given = 0
        self._lock = threading.Lock()

    def read(self, trained: TrainedRecord) -> bytes:
        """Return the file of a stored detector.

        Raises
        ------
        UserError
            If it is missing or unreadable.
        """
        with self._lock:
            content = store.read(trained)
            if self._given + len(content) > MAX_BYTES:
                self._drop()
                self._given = 0
            self._given += len(content)
        return content
