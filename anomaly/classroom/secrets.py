"""Codes of classes, tokens of seats and teachers, and the teacher's key."""

import hashlib
import hmac
import os
import secrets

from anomaly.caching import Once
from anomaly.text import t

VARIABLE = "ANOMALY_TEACHER_KEY"
# Without letters and digits that are taken for each other when they are read from a wall.
ALPHABET = "ABCDEFGHJKMNPQRTUVWXY346789"
CODE_LENGTH = 6  # 27^6 are 390 million: at ten tries a minute, 370 years for an even chance
TOKEN_BYTES = 24
KEY_PARTS, PART_LENGTH = 3, 4  # of a key, which is typed from a terminal; 27^12 are 10^17
PAGE = "classroom"  # where the key is entered


def new_code() -> str:
    """Return a code for a class, to be read aloud and typed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def read_code(typed: object) -> str:
    """Return a code as it was typed, in any case and with spaces or hyphens; empty for none."""
    if not isinstance(typed, str) or len(typed) > 4 * CODE_LENGTH:
        return ""
    code = "".join(typed.split()).replace("-", "").upper()
    return code if len(code) == CODE_LENGTH and set(code) <= set(ALPHABET) else ""


def new_token() -> str:
    """Return what a browser keeps to be known again, which nobody can guess."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_of(token: str) -> str:
    """Return what is kept of a token, from which it cannot be found."""
    return hashlib.sha256(token.encode()).hexdigest()


def teacher_key() -> str:
    """Return the key with which a teacher is let in: ``$ANOMALY_TEACHER_KEY``, or else our own."""
    return _chosen_key() or _own_key()


def _chosen_key() -> str:
    """Return ``$ANOMALY_TEACHER_KEY`` as it is typed, without space around it; empty for none."""
    return os.environ.get(VARIABLE, "").strip()


@Once
def _own_key() -> str:
    """Return a key that is made anew in each process."""
    letters = ALPHABET.lower()
    parts = ("".join(secrets.choice(letters) for _ in range(PART_LENGTH)) for _ in range(KEY_PARTS))
    return "-".join(parts)


def describe_key(url: str) -> str:
    """Return the sentence by which whoever starts the app learns of the key.

    Parameters
    ----------
    url : str
        The address of the app.
    """
    page = f"{url.rstrip('/')}/{PAGE}"
    if _chosen_key():  # known to whoever set it, and better not repeated
        return t("door.teachers_own_key", page=page, variable=VARIABLE)
    return t("door.teachers_key", page=page, secret=teacher_key())


def is_same(given: object, key: str) -> bool:
    """Return whether a key that somebody gives is the right one, in a time that tells nothing."""
    sent = given.encode(errors="surrogatepass") if isinstance(given, str) else None
    return sent is not None and hmac.compare_digest(sent, key.encode())
