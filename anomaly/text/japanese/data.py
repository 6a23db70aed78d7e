"""Sentences about digits, and about MNIST on disk and on the network."""

SENTENCES: dict[str, str] = {
    "time.seconds": "{seconds}秒",
    "time.minutes": "{minutes}分",
    "share.all": "すべての",
    "share.part": "{percent}の",
    "share.unknown": "–",
    "list.words": "、",
    "list.parts": "；",
    "list.sentences": "",
    "list.clauses": "。",
    "digits.one": "「{label}」",
    "digits.many": "{first}と{last}",
    "digits.rest": "それ以外",
    "data.unknown_label": "「{label}」は数字ではありません。0から9までの数字で指定してください。",
    "data.no_normal": "正常とする数字が選ばれていません。1つ以上選んでください。",
    "data.all_normal": (
        "10種類の数字がすべて正常とされているため、異常とする数字が残っていません。"
        "1つ以上を正常から外してください。"
    ),
    "data.too_few": "正常な学習用の数字が{count}個しかありません。2個以上必要です。",
    "data.unknown_source": (
        "「{source}」という数字のデータはありません。auto、mnist、generated、またはMNISTのフォルダーを指定してください。"
    ),
    "data.no_mnist": (
        "{folder}にMNISTがありません。4つのファイル（{files}。.gzのままでも可）をその中のMNIST/raw、"
        "またはフォルダーに直接置いてください。アプリからダウンロードすることもできます。"
    ),
    "data.damaged": (
        "{folder}のMNISTは壊れているか、ファイルが足りない（{files}）ため使いません。"
        "ファイルを置き換えるか、data/にダウンロードし直してください。"
    ),
    "data.file_damaged": "{file}が壊れています",
    "data.file_missing": "{file}がありません",
    "data.unreadable": "{folder}のMNISTを読み込めませんでした。アクセス権を確認してください。",
    "data.sheet_damaged": (
        "付属の数字assets/{file}がないか、壊れています。リポジトリから元に戻してください。"
    ),
    "data.not_fetched": (
        "このマシンにMNISTがなく、ダウンロードもできませんでした。ネットワークを確認するか、"
        "MNIST/rawのあるフォルダーをMNIST_ROOTで指定するか、--data generatedを使ってください。"
    ),
    "data.in_use_mnist": "MNIST（{train:,} + {test:,}個）",
    "data.in_use_generated": "生成した数字（{train:,} + {test:,}個、自前のネットワークで作成）",
    "data.in_use_class": "クラスが描いた数字（{train:,} + {test:,}個）",
    "data.class_damaged": "「{file}」はラベル付きの数字が入ったクラスのZIPではないか、壊れています。「クラス」のページからもう一度ダウンロードしてください。",
    "data.stored_mnist": "MNIST（検知器と一緒に保存されたもの）",
    "data.contamination_none": (
        "正常な学習用の数字{count:,}個に対して異常を{share:.0%}混ぜようとしても、1個に届きません。"
        "学習に使う数字を増やすか、混ぜる割合を大きくしてください。"
    ),
    "data.contamination_short": (
        "異常を{share:.0%}混ぜるには{wanted:,}個必要ですが、{there:,}個しかありません。"
        "混ぜる割合を小さくするか、学習に使う数字を減らしてください。"
    ),
    "data.short_mnist": "MNISTのテスト用の数字",
    "data.short_generated": "生成したテスト用の数字",
    "data.short_class": "クラスが描いたテスト用の数字",
    "fetch.too_slow": (
        "時間内にMNISTをダウンロードできませんでした。このまま生成した数字を使います。あとでもう一度試してください。"
    ),
    "fetch.cancelled": "MNISTのダウンロードを停止しました。このまま生成した数字を使います。",
    "fetch.disk": (
        "MNISTを{folder}に保存できませんでした（{reason}）。空き容量を増やすか、フォルダーを書き込み可能にしてください。"
        "それまでは生成した数字を使います。"
    ),
    "fetch.unreachable": (
        "MNIST（手書き数字70,000個）をダウンロードできませんでした。正しいファイルを返すミラーがありません。"
        "このまま生成した数字を使います。ネットワークを確認して、もう一度試してください。"
    ),
}
