"""Sentences of a class's wall."""

SENTENCES: dict[str, str] = {
    "class_wall.no_detector": "この検出器はもう保存されていません。検出器を選び直してから、もう一度試してください。",
    "class_wall.no_digit": "この絵には数字が写っていないので、復元するものがありません。",
    "class_wall.no_drawing": "この絵はもう保存されていません。",
}
