"""The exception that a person can act on."""

from functools import partial

from anomaly.text import say


class Problem(Exception):
    """Something a person can mend, told in one sentence that says what to do.

    Parameters
    ----------
    key : str
        The sentence's name in the language tables, for example ``"picture.too_large"``.
    **values
        What fills the sentence's blanks.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(say(key, **values))
        self.key = key
        self.values = values

    def __reduce__(self) -> "tuple[partial[Problem], tuple[()]]":
        """Let it cross from one process to another, which exceptions with blanks do not."""
        return partial(Problem, self.key, **self.values), ()
