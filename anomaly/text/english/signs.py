"""Sentences on a person's own pictures in the place of digits."""

SENTENCES: dict[str, str] = {
    "signs.too_few": (
        "There are {count} different pictures of the sign; at least {needed} are needed, and ten or more are "
        "better. Add some."
    ),
    "signs.too_many": "There are more than {limit:,} pictures. Leave some out.",
    "signs.no_pictures": (
        "These are no pictures. Give arrays of 28 × 28 intensities from 0 to 1, ink bright on dark, "
        "as read_pictures returns them."
    ),
    "signs.plan": (
        "Your own pictures are all fitted on, and are label 1. Leave the normal digits, the most digits to fit "
        "on and the contamination as they are."
    ),
}
