"""Sentences on examples that a person gives: the tray, and the detector that learns from them."""

from anomaly.text.formatting import Plural

SENTENCES: dict[str, str | Plural] = {
    "plan.told_taught": Plural("count", one="taught 1 example", other="taught {count} examples"),
    "playground.lead_taught": "This detector has seen {normal}, and {count} of yours.",
    "evaluate.taught": (
        "{detector} for {normal}: {model}. Of the {total} normal ones {passed} would be called normal at the default line, "
        "each scored by a detector that was taught without it, against a line and limits that it did not help to set. "
        "All other figures are of held-out digits."
    ),
    "evaluate.taught_one": (
        "{detector} for {normal}: {model}. It was taught one normal example, too few to leave one out and say how "
        "others like it will do. All figures are of held-out digits."
    ),
    "evaluate.subset_taught": (
        "These are {count:,} of the {total:,} test digits, drawn in proportion, so that learning from examples "
        "takes seconds."
    ),
    "sidebar.taught": "Your examples for {normal}: {count}. The detector is taught them.",
    "tray.twice": "This picture is among your examples already. Draw another: a hand is known by how it varies.",
    "tray.full": "The tray holds {limit} examples and is full. Remove some to give others.",
    "tray.normal": "normal",
    "tray.anomaly": "anomaly",
    "tray.name": "Example {number}, {kind}",
    "tray.remove": "Remove example {number}, {kind}",
    "tray.label": "Your examples",
    "teach.normal": "This is normal too",
    "teach.anomaly": "This should be an anomaly",
    "teach.invite": "A wrong verdict? Teach the detector your {normal}.",
    "teach.sample": "To teach, draw or upload a digit: samples stay held out.",
    "teach.blank": "To teach, draw a digit first.",
    "teach.steps": "To teach, switch all steps on again, under More, Steps.",
    "teach.base_gone": (
        "This detector was taught elsewhere, and what it was made from is not here: it cannot learn more. "
        "Choose the detector in the sidebar, and teach that."
    ),
    "teach.title": Plural("count", one="**Your first example**", other="**Your {count} examples**"),
    "teach.starting": "About to learn …",
    "teach.under_way": "Learning from your examples, {left} left",
    "teach.again": "Try to learn again",
    "teach.normals": (
        "**{after} of {total}** of yours would be called normal, before **{before}**. Each is scored by a "
        "detector taught without it, against a line and limits that it did not help to set."
    ),
    "teach.normals_one": (
        "**{after} of 1** of yours would be called normal, before **{before}**. It was learned: only with a second one "
        "can each be left out, to tell how others like it will do."
    ),
    "teach.anomalies": "**{after} of {total}** anomalies of yours are caught, before **{before}**.",
    "teach.still_flagged": "called an anomaly",
    "teach.still_passed": "called normal",
    "teach.view": "The detector",
    "teach.before": "Before",
    "teach.after": "After",
    "teach.take_back": "Take back",
    "teach.bring_back": "Bring back",
    "teach.forget": "Forget",
    "teach.forget_help": "Remove all examples, and return to the detector as it was. They can be brought back.",
}
