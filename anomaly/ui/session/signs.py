"""A person's own sign before it is trained: its pictures, and where a reload finds them."""

from anomaly.errors import UserError
from anomaly.storage.drafts import Draft, load_draft, save_draft
from anomaly.ui.session.session import session


def keep_draft() -> None:
    """Store what was given where a page that is loaded again finds it."""
    own = session().own
    own.stored = None
    if not own.tray.examples:
        return
    try:
        own.stored = save_draft(Draft(own.tray.examples, own.name))
    except UserError as problem:
        own.problems = [*own.problems, UserError("own.not_kept", problem=problem)]


def open_draft(key: str) -> None:
    """Go on with the pictures of a draft, unless they are those at hand."""
    own = session().own
    if key == own.stored:
        return
    draft = load_draft(key)
    if draft is None:
        own.problems = (UserError("own.gone"),)
    else:
        own.tray.fill(draft.examples)
        own.stored, own.name = key, draft.name
