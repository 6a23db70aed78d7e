"""Sentences of the page that sums up a class."""

SENTENCES: dict[str, str] = {
    "class_report.title": "A class on {date}",
    "class_report.counts": "Students: {students}. Drawings: {drawings}.",
    "class_report.hidden": "What the teacher has hidden is not on this page.",
    "class_report.task": "{number}. {title}",
    "class_report.sent": "Students who sent something: {students}. Drawings on this page: {drawings}.",
    "class_report.guessed": "Students who guessed: {students}.",
    "class_report.pictures": "Below each drawing: its score, and in brackets the student’s number.",
    "class_report.guess": "Guess",
    "class_report.count": "How often",
    "class_report.right": "✓ the answer",
    "class_report.anomaly": "an anomaly",
    "class_report.normal": "normal",
}
