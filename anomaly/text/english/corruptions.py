"""Sentences on digits that are damaged on purpose."""

SENTENCES: dict[str, str] = {
    "corruption.unknown": "There is no corruption called “{name}”. These are known: {known}.",
    "corruption.range": (
        "The strength {strength:g} of “{name}” is out of its range, from {smallest:g} to {largest:g}."
    ),
    "corruption.intact": "as it is",
    "corruption.shift": "Shift",
    "corruption.rotate": "Rotate",
    "corruption.shear": "Shear",
    "corruption.thicken": "Thicken",
    "corruption.thin": "Thin",
    "corruption.blur": "Blur",
    "corruption.noise": "Noise",
    "corruption.cut": "Cut out",
    "corruption.speck": "Speck",
    "corruption.scratch": "Scratch",
    "corruption.harmless": "harmless",
    "corruption.harmful": "harmful",
    "corruption.column_corruption": "corruption",
    "corruption.column_strength": "strength",
    "corruption.column_kind": "kind",
    "corruption.column_flagged": "flagged",
    "corruption.column_pixel_auroc": "pixel AUROC",
    "corruption.column_overlap": "region overlap",
    "corruption.column_found": "found",
    "cli.corruptions": (
        "damage normal test digits on purpose, and print how many are flagged and how well the difference finds "
        "the damaged place"
    ),
    "cli.corruptions_lead": (
        "{count:,} normal test digits, damaged on purpose at the threshold {threshold:.2f}. Of harmless corruptions, "
        "flagged are false alarms; of harmful ones, catches."
    ),
}
