"""The exception that a person can act on."""

from functools import partial

from anomaly.text import t


class UserError(Exception):
    """Something a person can mend, told in one sentence that says what to do.

    Parameters
    ----------
    key : str
        The sentence's name in the language tables, for example ``"picture.too_large"``.
    **values
        What fills the sentence's blanks.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(t(key, **values))
        self.key = key
        self.values = values

    def __reduce__(self) -> "tuple[partial[UserError], tuple[()]]":
        """Let it cross from one process to another, which exceptions with blanks do not."""
        return partial(UserError, self.key, **self.values), ()
