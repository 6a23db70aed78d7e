"""Sentences on digits that are damaged on purpose."""

SENTENCES: dict[str, str] = {
    "corruption.unknown": "There is no corruption called “{name}”. These are known: {known}.",
    "corruption.range": (
        "The strength {strength:g} of “{name}” is out of its range, from {smallest:g} to {largest:g}."
    ),
    "corruption.none_held_out": (
        "This detector was fitted on all pictures of its sign, so there is none to damage that it has not seen. Draw "
        "another one, and damage that on the Playground."
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
    "corruption.unit_shift": "{value} px",
    "corruption.unit_rotate": "{value}°",
    "corruption.unit_shear": "{value}",
    "corruption.unit_thicken": "{value} px",
    "corruption.unit_thin": "{value} px",
    "corruption.unit_blur": "{value} px",
    "corruption.unit_noise": "{value}",
    "corruption.unit_cut": "{value} px",
    "corruption.unit_speck": "{value} px",
    "corruption.unit_scratch": "{value} px",
    "damage.title": "Damage it",
    "damage.harmless": "Harmless: it remains the same digit",
    "damage.harmful": "Harmful: a defect at a place",
    "damage.hint": "Move a slider: verdict and pictures follow. The digit itself stays as it is.",
    "damage.none": "There is no digit to damage. Draw one, or pick one of the samples.",
    "damage.slow": (
        "This detector searches for seconds for each picture, so it cannot follow a slider. Choose another one "
        "under Detector."
    ),
    "damage.damaged": "Damaged",
    "damage.harmless_only": "Still the same digit: the verdict should stay what it was.",
    "damage.found": (
        "Place found: of the {size} pixels that differ most, {hits} are where the damage is."
    ),
    "damage.not_found": (
        "Place not found: of the {size} pixels that differ most, only {hits} are where the damage is."
    ),
    "damage.nothing": "The defect changes nothing there. Try another place.",
    "damage.reset": "Undamaged",
    "damage.elsewhere": "Another place",
    "damage.outline": "Outline",
    "damage.outline_why": "Outlines the damaged pixels in the difference",
    "corruption.not_pictures": (
        "Pictures to damage are floating-point arrays of shape (28, 28), (N, 28, 28) or (N, 1, 28, 28) with "
        "intensities from 0 to 1. These are {given}."
    ),
    "corruption.not_one": "Give one picture of shape (28, 28). These are {count:,}.",
    "corruption.flagged": "Flagged, by strength",
    "corruption.overlap": "Place found",
    "corruption.hover": "{kind} {strength}",
    "corruption.harmless": "harmless",
    "corruption.harmful": "harmful",
    "corruption.column_corruption": "corruption",
    "corruption.column_strength": "strength",
    "corruption.column_kind": "kind",
    "corruption.column_flagged": "flagged",
    "corruption.column_limits": "with limits",
    "corruption.column_pixel_auroc": "pixel AUROC",
    "corruption.column_overlap": "region overlap",
    "corruption.column_found": "found",
    "evaluate.corruptions": "What does it mistake for strangeness?",
    "evaluate.corruptions_why": (
        "Normal test digits are damaged on purpose. Shifted, turned, thinner or noisy they are still the same digits: "
        "an alarm is a false alarm. With a piece cut out, a speck or a scratch something is wrong at a place that we "
        "know: the detector should flag the digit, and its difference should find the place."
    ),
    "evaluate.corruptions_measure": "Damage {count:,} digits",
    "corruption.judged_both": "score and limits",
    "corruption.judged_score": "the score alone",
    "evaluate.corruptions_how": (
        "{count:,} {normal} of the test set at the threshold {threshold}, judged by {judged}; as they are, {intact} "
        "of them are flagged. The darker a cell, the more is wrong; point at one for its strength. How well the "
        "difference finds the place is told by the region overlap, 15% by chance."
    ),
    "report.corruptions_both": "Test digits damaged on purpose, judged by score and limits",
    "report.corruptions_score": "Test digits damaged on purpose, judged by the score alone",
    "cli.corruptions": (
        "damage normal test digits on purpose, and print how many are flagged and how well the difference finds "
        "the damaged place"
    ),
    "cli.corruptions_lead": (
        "{count:,} normal test digits, damaged on purpose at the threshold {threshold:.2f}. Of harmless corruptions, "
        "flagged are false alarms; of harmful ones, catches: by the score, and with the limits of what a normal digit can "
        "be. Region overlap is 0.15 by chance."
    ),
}
