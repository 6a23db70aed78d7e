"""Sentences of the lesson: what stands around its steps, and the first three of them."""

SENTENCES: dict[str, str] = {
    "learn.title": "学ぶ",
    "lesson.label": "レッスン",
    "lesson.steps": "レッスンのステップ",
    "lesson.count": "ステップ{{number}}／{{count}}",
    "lesson.dot": "ステップ{{number}}：{{title}}",
    "lesson.dot_done": "ステップ{{number}}：{{title}}（完了）",
    "lesson.back": "戻る",
    "lesson.next": "次へ",
    "lesson.try": "自分で試す",
    "lesson.yours": "あなたの答え",
    "lesson.is_right": "✓ 正解",
    "lesson.right": "正解です。",
    "lesson.other": "惜しいです。",
    "lesson.odd_one_out_title": "仲間はずれはどれ？",
    "lesson.odd_one_out_text": "12枚の画像があります。そのうち11枚は仲間です。",
    "lesson.odd_one_out_question": "仲間でないのはどれですか。クリックしてください。",
    "lesson.odd_one_out_answer": (
        "「間違い」がどんな形かは、誰にも教わっていません。ふつうの姿を見ただけで見つけられました。工場も同じです。"
        "良品は何千個もあるのに不良品はほとんどなく、次の不良はこれまでにない形で現れます。"
        "それでも見つけ出すことを異常検知といいます。"
    ),
    "lesson.odd_one_out_grid": "数字の画像12枚",
    "lesson.odd_one_out_picture": "画像{{number}}",
    "lesson.odd_one_out_is_odd": "{{label}}です",
    "lesson.odd_one_out_is_normal": "1です",
    "lesson.odd_one_out_again": "それは「1」です。ほかの多くと同じです。もう一度よく見てください。",
}
