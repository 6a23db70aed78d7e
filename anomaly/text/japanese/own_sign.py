"""Sentences of the page where a person teaches a sign of their own, in Japanese."""

SENTENCES: dict[str, str] = {
    "own.title": "自分のマーク",
    "own.pill": "自分のマーク",
    "own.pill_help": "文字、記号、物など、自分で決めたものを「正常」として教えます。",
    "own.lead": "検知器に自分のマークを教えましょう。「A」でも「か」でもスマイルマークでもかまいません。",
    "own.lead_why": "10回以上描くと、それ以外のものを見分けるようになります。",
    "own.sidebar": (
        "自分のマークが正常で、それ以外はすべて異常です。ここでは、生成した数字と、"
        "「マーク以外」に入れた画像を異常として使います。"
    ),
    "own.draw": "描く",
    "own.upload": "画像をアップロード",
    "own.these_are": "画像に写っているもの",
    "own.these_are_normal": "自分のマーク",
    "own.these_are_anomaly": "マーク以外",
    "own.files": "画像（PNG、JPEG、WebP、HEIC）、またはそれをまとめたZIP（1ファイル最大{limit} MB）",
    "own.files_how": (
        "1枚に1つずつ、無地の背景にマークを写してください。ZIPでは、"
        "normalとanomalyという名前のフォルダーで、マークとそれ以外を分けられます。"
        "200枚を超えるときは、コマンドラインを使ってください：anomaly train --pictures FOLDER"
    ),
    "own.file_too_large": "{name}は{limit} MBを超えています。画像を減らすか、小さくしてください。",
    "own.reading": "画像を読み込んでいます…",
    "own.added": "追加した画像：{count}枚。",
    "own.known": "すでに入っていた画像：{count}枚。",
    "own.no_room": (
        "画像は{limit}枚までなので、入らなかった画像：{count}枚。追加するには、"
        "どれかを外してください。"
    ),
    "own.skipped": "使えなかった画像：{name}。{reason}",
    "own.skipped_more": "ほかに{count}枚。",
    "own.first": "ふだんどおりにマークを描いて、「{button}」を押してください。",
    "own.next": (
        "もう一度描いてください。手で描けば自然に少しずつ違うので、そのままで大丈夫です。"
        "あと{left}枚。"
    ),
    "own.enough": (
        "学習できる枚数になりました。さらに増やすと確実になり、"
        "20枚あれば偶然に左右されにくくなります。"
    ),
    "own.too_few": "学習には少なくとも{needed}枚必要です。今は{count}枚です。",
    "own.count": "{count}/{wanted}枚",
    "own.count_beyond": "{count}枚",
    "own.others": "＋マーク以外{count}枚",
    "own.seen": "モデルから見た画像：",
    "own.undo": "元に戻す",
    "own.bring_back": "元に戻す",
    "own.clear": "すべて外す",
    "own.name": "マークの名前（なくてもよい）",
    "own.name_example": "か",
    "own.detector": "検知器",
    "own.train": "学習する",
    "own.trained": "これらの画像は学習済みです。",
    "own.changed": (
        "下の結果は、別の画像か別の検知器によるものです。今の画像の結果を見るには、"
        "学習してください。"
    ),
    "own.gone": (
        "このリンクの画像は、もうここに保存されていません。学習に使われなかった画像は、"
        "1週間で消えます。はじめから描き直してください。"
    ),
    "own.not_kept": (
        "画像は、このページを開いている間は残りますが、保存できなかったので、"
        "再読み込みすると失われます。{problem}"
    ),
    "own.one_wrong": (
        "描いたものを1つ追加できませんでした。{problem}キャンバスの横の「元に戻す」で、"
        "描いたものに戻れます。"
    ),
    "own.stop": "停止",
    "own.stopped": "学習を停止しました。画像はすべて残っています。",
    "own.how_well": "どのくらい正しく判定できそうか",
    "own.right": "新しく描いたマークを正常と判定",
    "own.right_given": "「マーク以外」に入れた画像を異常と判定",
    "own.right_others": "数字を異常と判定",
    "own.share": "{total}枚中{count}枚、95%信頼区間{low}〜{high}",
    "own.surety": (
        "画像を1枚ずつ除き、残りから学習した検知器と残りから決めた線で、その1枚を判定しました。"
        "{total}枚しかないので95%信頼区間は広く、これだけでは、"
        "新しいマークを正常と判定する割合が{low}まで低い可能性もあります。画像を増やすと、"
        "もっと正確にわかります。"
    ),
    "own.left_out": "それぞれの画像と、その画像を見ていない検知器による異常度（高い順）。線は{line}です。",
    "own.left_out_name": "自分のマーク、異常度{caption}",
    "own.passed": "{score}",
    "own.flagged": "{score} ▲",
    "own.unlike": "{score} ▲ !",
    "own.mark": "ほかと似ていない",
    "upload.file_sign": "マークを1つ写した画像（PNG、JPEG、WebP、HEIC、最大{limit} MB）",
    "own.look_at": (
        "「!」の付いた{count}枚は、ほかの画像と似ていません。"
        "これも自分のマークとして学習しました。間違いなら外して学習し直し、"
        "正しければ似たものを増やしてください。"
    ),
    "own.see": "「自分のマーク」ページで見る",
    "own.try": "別に描いて試す",
    "collect.normal": "マークに追加",
    "collect.anomaly": "マーク以外に追加",
    # By the labels of a person's own pictures.
    "sign.one_0": "マーク以外",
    "sign.one_1": "自分のマーク",
    "sign.one_2": "数字",
    "sign.yours": "自分のマーク",
    "sign.many_0": "マーク以外",
    "sign.many_1": "マーク",
    "sign.many_2": "数字",
    # In place of the words called the same of the histogram; double braces are for the browser.
    "sign.digit": "この画像",
    "sign.highest": "最も高い棒：{{count}}枚",
    "sign.held": "{{name}}{{count}}枚",
    "sign.none": "画像なし",
    "sign.told_by_hand": (
        "手で設定した線をそのまま使います。自分の画像を見ながら設定した線なので、"
        "新しい画像では誤検知が増えるかもしれません。"
    ),
    "weak.signs": "信頼性の低い検知器です。マークの画像{count}枚だけで学習しています。",
    "train.of_signs": "自分のマークは「自分のマーク」ページで学習します。このページでは数字を学習します。",
    "train.to_own": "「自分のマーク」を開く",
    "train.digits": "数字の学習を続ける",
    "sign.sample": "サンプル：{label}",
    "samples.source_pictures": "この検知器が学習した自分の画像と、学習に使っていない生成した数字です。",
    "data.short_pictures": "画像",
    "runs.measured_pictures": "マークの画像（1枚ずつ除いて判定）と、生成した数字で測定：",
    "runs.of_signs": "自分のマーク",
    "runs.data_pictures": "自分の画像",
    "sign.word_rest": "それ以外のもの",
    "canvas.hint_sign": "ここにマークを描いてください",
}
