"""The exception whose message a person can act on."""

import logging
from functools import partial

from anomaly.text import t


class UserError(Exception):
    """An error that a person can mend; its message says what to do.

    Parameters
    ----------
    key : str
        Key of the sentence in the language tables, for example ``"picture.too_large"``.
    **values
        Values of the sentence's blanks. What is a sentence itself is given as a `Message` or as
        another error, so that it is put into words with this one, where it is shown.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def __str__(self) -> str:
        return t(self.key, **self.values)

    def __reduce__(self) -> "tuple[partial[UserError], tuple[()]]":
        """Support pickling, which exceptions with keyword arguments do not."""
        return partial(UserError, self.key, **self.values), ()


def tell_operator(problem: UserError) -> None:
    """Write a problem to the log, whose reader runs the server and can mend it."""
    logging.getLogger(__name__).warning("%s", problem)
