"""Sentences of the page that sums up a class."""

SENTENCES: dict[str, str] = {
    "class_report.title": "{date}のクラス",
    "class_report.counts": "生徒：{students}人、描いた数字：{drawings}枚。",
    "class_report.hidden": "先生が隠したものは、このページにはありません。",
    "class_report.task": "{number}. {title}",
    "class_report.sent": "{students}人が回答。このページにある数字：{drawings}枚。",
    "class_report.guessed": "{students}人が予想。",
    "class_report.pictures": "各数字の下は、異常度と、かっこ内に生徒の番号です。",
    "class_report.guess": "予想",
    "class_report.count": "人数",
    "class_report.right": "✓ 正解",
    "class_report.anomaly": "異常",
    "class_report.normal": "正常",
}
