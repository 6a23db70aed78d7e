"""Sentences of the lesson: what stands around its steps, and the first three of them."""

SENTENCES: dict[str, str] = {
    "learn.title": "レッスン",
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
    "lesson.other": "そうではありません。",
    "lesson.answer": "{{begin}}{{answer}}",
    "lesson.print": "記録を印刷",
    "lesson.print_title": "異常検知のレッスンの記録",
    "lesson.print_choice": "私の答え：{{choice}}",
    "lesson.print_other": "私の答え：{{choice}}（正解：{{right}}）",
    "lesson.print_none": "まだ答えていません。",
    "lesson.lost": "このステップのデータを読み込めませんでした。接続を確かめてください。",
    "lesson.again": "もう一度試す",
    "lesson.sketch": "あなたの描いた数字",
    "lesson.sketch_hint": "ここに数字を描いてください",
    "lesson.sketch_clear": "消去",
    "lesson.sketch_one": "「1」",
    "lesson.sketch_nine": "「9」",
    "lesson.odd_one_out_title": "仲間はずれはどれ？",
    "lesson.odd_one_out_text": "12枚の画像があります。そのうち11枚は仲間です。",
    "lesson.odd_one_out_question": "仲間でないのはどれですか。",
    "lesson.odd_one_out_act": "クリックしてください。",
    "lesson.odd_one_out_answer": (
        "仲間はずれがどんな形かは、誰にも教わっていません。それでも、"
        "ふつうの形を見ただけで見つけられました。工場も同じです。良品は何千個もありますが、"
        "不良品はほとんどありません。次に出る不良は、これまで見たことのない形かもしれません。"
        "そうした不良を見つけることを、異常検知といいます。"
    ),
    "lesson.odd_one_out_grid": "数字の画像12枚",
    "lesson.odd_one_out_picture": "画像{{number}}：1本の線",
    "lesson.odd_one_out_picture_of_several": "画像{{number}}：最大{{strokes}}本の線が横に並ぶ",
    "lesson.odd_one_out_is_odd": "{{label}}です",
    "lesson.odd_one_out_is_normal": "1です",
    "lesson.odd_one_out_again": "それは「1」です。ほかの多くと同じです。もう一度よく見てください。",
    "lesson.thin_sheet_title": "データは薄いシートの上にある",
    "lesson.thin_sheet_text": (
        "画像1枚を点1つと考えてください。点は空間のどこにあってもよいはずですが、実は、"
        "丸めた薄いシートの上に並んでいます。ドラッグして回してみましょう。◆は巻きと巻きの間にあり、"
        "両側のすぐ近くに点があります。"
    ),
    "lesson.thin_sheet_question": "◆はほかの点の仲間でしょうか。",
    "lesson.thin_sheet_choice_near": "はい。両側の近くに点があります",
    "lesson.thin_sheet_choice_off": "いいえ。点が1つもないすき間にあります",
    "lesson.thin_sheet_answer": (
        "点はすべてシートの上にあり、◆だけが離れて浮いています。"
        "丸めたときに隣どうしのAとBは、シートに沿うと遠く離れています。「1」の画像も、あらゆる画像の中で、"
        "このような薄いシートの上に並ぶと考えられています。これを多様体仮説といいます。"
    ),
    "lesson.thin_sheet_next": "スライダーでシートを広げてみましょう。",
    "lesson.thin_sheet_roll": "点でできた、丸めたシート。ドラッグか矢印キーで回せます。",
    "lesson.thin_sheet_unroll": "広げる",
    "lesson.thin_sheet_turn": (
        "ドラッグか矢印キーで回せます。目盛りは、シートに沿って測った長さです。"
    ),
    "lesson.thin_sheet_distances": (
        "AからBまで：直線では、丸めたとき{{rolled}} → 今{{straight}}。シートに沿うと、常に{{along}}。"
    ),
    "lesson.squeeze_title": "しぼって、再構成する",
    "lesson.squeeze_text": (
        "1つの点の位置は、横と縦の2つの数で表せます。ネットワークは、"
        "計算のしかたを例から学ぶプログラムです。ここでは2つの数をボトルネックの1つの数にしぼり、"
        "そこからもとの2つの数を作り直します。「学習する」を押しましょう。作り直せるのは、"
        "太い線の上の点だけです。"
    ),
    "lesson.squeeze_question": "点の集まりから遠い点は、どこに作り直されるでしょうか。",
    "lesson.squeeze_choice_same": "その点がある場所",
    "lesson.squeeze_choice_line": "線の上",
    "lesson.squeeze_choice_middle": "すべての点の中央",
    "lesson.squeeze_answer": (
        "線の上です。1つの数で表せるのは、線の上の位置だけだからです。◆から作り直された点への矢印が差分で、"
        "長さが異常度です。色のついた帯の端が閾値（しきいち）で、帯の外の点は異常と判定されます。"
    ),
    "lesson.squeeze_next": "◆を線から離すと、矢印が出ます。",
    "lesson.squeeze_plane": (
        "途中にすき間のある曲線に沿って並ぶ点。◆はドラッグか矢印キーで動かせます。"
    ),
    "lesson.squeeze_train": "学習する",
    "lesson.squeeze_bottleneck": "ボトルネックを通る数の個数",
    "lesson.squeeze_task_out": "◆を帯の外に出す",
    "lesson.squeeze_task_astray": "近くに点が1つもないのに、正常と判定される場所を探す",
    "lesson.squeeze_task_two": "ボトルネックを通る数を2個にする",
    "lesson.squeeze_begin": (
        "ネットワークはまだ何も学習していません。「学習する」を押してください。"
    ),
    "lesson.squeeze_training": "学習中：{{percent}}%",
    "lesson.squeeze_answer_first": "学習が終わりました。質問に答えると、動かせる点が現れます。",
    "lesson.squeeze_state_in": "異常度{{score}}、閾値{{threshold}}：正常",
    "lesson.squeeze_state_out": "異常度{{score}}、閾値{{threshold}}：異常",
    "lesson.squeeze_state_astray": (
        "異常度{{score}}、閾値{{threshold}}：近くに点が1つもないのに、正常と判定されます。"
        "線の上なので作り直せてしまい、気づけません。"
    ),
    "lesson.squeeze_state_two": (
        "異常度{{score}}、閾値{{threshold}}：数が2つあると平面のほとんどの点を作り直せます。"
        "太い線はなくなり、異常も見つかりません。"
    ),
}
