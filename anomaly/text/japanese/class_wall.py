"""Sentences of a class's wall."""

SENTENCES: dict[str, str] = {
    "class_wall.no_detector": "この検出器はもう保存されていません。検出器を選び直してから、もう一度試してください。",
    "class_wall.no_digit": "この絵には数字が写っていないので、復元するものがありません。",
    "class_wall.no_drawing": "この絵はもう保存されていません。",
    "class_wall.no_halves": "正常な数字を描く課題の絵が、少なくとも二人分必要です。半分の人の絵を学習し、残りの人の絵で数えます。まずその課題を出してください。",
    "class_wall.no_lesson": "学習は行われていません。もう一度始めてください。",
}
