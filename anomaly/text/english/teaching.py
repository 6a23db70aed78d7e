"""Sentences on examples that a person gives."""

SENTENCES: dict[str, str] = {
    "tray.twice": "This picture is among your examples already. Draw another: a hand is known by how it varies.",
    "tray.full": "The tray holds {limit} examples and is full. Remove some to give others.",
    "tray.normal": "normal",
    "tray.anomaly": "anomaly",
    "tray.name": "Example {number}, {kind}",
    "tray.remove": "Remove example {number}, {kind}",
    "tray.label": "Your examples",
}
