"""Sentences on a person's own pictures in the place of digits, in Japanese."""

SENTENCES: dict[str, str] = {
    "signs.needs_many": (
        "検知器{detector}には何千枚もの画像が必要です。"
        "少ない画像で学習できるものを使ってください：{known}。"
    ),
    "pictures.missing": "{path}に、開けるフォルダー、ZIP、画像がありません。名前とアクセス権を確認してください。",
    "pictures.no_source": (
        "{kind}型の値からは画像を読み込めません。フォルダー、ZIP、画像のパス、"
        "またはファイル名と内容の組(name, bytes)を渡してください。"
    ),
    "pictures.none": (
        "画像が見つかりません。PNG、JPEG、WebP、HEICの画像が入ったフォルダー、ZIP、"
        "ファイルを指定してください。"
    ),
    "pictures.none_normal": (
        "異常な画像しかありません。正常な画像を、"
        "その隣のnormalという名前のフォルダーに入れてください。"
    ),
    "pictures.unclear_folders": (
        "画像は{count}個のフォルダー（{names}）にありますが、normalという名前のものがありません。"
        "フォルダー名をnormalとanomalyにするか、正常な画像のフォルダーを1つだけ指定してください。"
    ),
    "pictures.unreadable_folder": "{path}を読み込めませんでした（{reason}）。アクセス権を確認してください。",
    "pictures.too_many_files": "ファイルが{limit:,}個を超えています。もっと少ないフォルダーを指定してください。",
    "pictures.all_skipped": "{count:,}枚の画像が1枚も使えませんでした。最初の画像は{name}です：{reason}",
    "pictures.zip_damaged": (
        "{name}は、壊れているか途中で切れたZIPです。作り直すか、"
        "展開したフォルダーを指定してください。"
    ),
    "pictures.zip_encrypted": "{name}にはパスワードがかかっています。展開して、フォルダーを指定してください。",
    "pictures.zip_too_large": "{name}は{limit:,} MBを超えています。展開して、フォルダーを指定してください。",
    "pictures.zip_too_many": (
        "{name}には、ZIPから読み込める数を超えるファイルが入っています。展開し、"
        "ファイルを減らしたフォルダーを指定してください。"
    ),
    "pictures.encrypted": "パスワードがかかっています。先に展開してください。",
    "pictures.compression": "対応していない方式で圧縮されています。ふつうのZIPで作り直してください。",
    "pictures.unpacked": "ZIPを展開すると{limit:,} MBを超えるため、それより後の画像は除きました。",
    "pictures.damaged_member": "ZIPの中で壊れています。作り直してください。",
    "pictures.unreadable": "読み込めませんでした。アクセス権を確認してください。",
    "pictures.duplicate": "{name}と同じ画像です。同じ画像は1枚と数えます。",
    "pictures.no_pictures": "画像ではないので読み飛ばしたファイル：{count:,}個。",
    "pictures.elsewhere": "正常か異常かを示すフォルダーの外にあるので除いた画像：{count:,}枚。",
    "pictures.subset": "{count:,}枚の画像から、{most:,}枚を無作為に選びました。",
    "pictures.sizes": (
        "画像の大きさが、{low:,}ピクセルから{high:,}ピクセルまでまちまちです。"
        "描かれたものは同じ大きさにそろえるので、問題ありません。"
    ),
    "pictures.uneven": "背景にむらがあり、インクでないものをインクとみなしたかもしれない画像：{count:,}枚。",
    "signs.too_few": (
        "マークの異なる画像が{count}枚しかありません。少なくとも{needed}枚、"
        "できれば10枚以上必要です。追加してください。"
    ),
    "signs.too_many": "画像が{limit:,}枚を超えています。減らしてください。",
    "signs.no_pictures": (
        "画像ではありません。read_picturesが返すような、"
        "0から1の濃さを表す28 × 28の配列（暗い背景に明るいインク）を渡してください。"
    ),
    "signs.plan": (
        "自分の画像はすべて学習に使い、ラベルは1になります。正常とする数字、"
        "学習に使う数字の上限、異常の混入率は変えないでください。"
    ),
    "cli.pictures": (
        "数字の代わりに、フォルダー、ZIP、画像ファイルから自分のマークを学習する。"
        "その中のnormalとanomalyという名前のフォルダーで、正常と異常を分ける（標準の検知器："
        "gradients）"
    ),
    "cli.model": "検知器を指定するオプションの代わりに、このファイルの検知器を使う",
    "cli.beside_model": (
        "{option}はこれから学習する検知器を指定するもので、"
        "--modelは学習済みの検知器を指定するものです。どちらかを外してください。"
    ),
    "cli.as_recorded": "{path}に記録されている、テストしたときの結果：",
    "cli.no_model": (
        "{path}にファイルがありません。"
        "anomaly trainが検知器の保存先として表示したファイルを指定してください。"
    ),
    "cli.reading": "読み込み中",
    "cli.of_digits": (
        "{option}は数字のためのもので、自分の画像には使えません。"
        "このオプションか--picturesを外してください。"
    ),
    "cli.pictures_read": "画像：正常{normal:,}枚、異常{anomalous:,}枚",
    "cli.picture_skipped": "除外：{name}：{reason}",
    "cli.more_skipped": "除外：ほかに{count:,}枚",
    "cli.sign_threshold": "閾値：{threshold}（異常度がこれ以上なら異常）",
    "signs.counted": (
        "どの画像も、それを除いてこのルールで決めた閾値で判定しています。そのため、"
        "新しい画像でも誤検知の割合は同じくらいになると予想できます。"
    ),
    "signs.left_out": (
        "1枚ずつ除き、残りから学習した検知器と残りから決めた閾値で判定："
        "{total}枚中{count}枚が正常。新しい画像では{low}〜{high}（95%信頼区間）"
    ),
    "signs.given": (
        "異常として渡された画像（学習にも閾値にも使っていない）：{total}枚中{count}枚を検出。"
        "新しい画像では{low}〜{high}（95%信頼区間）"
    ),
    "signs.given_none": "テストに使う異常な画像がないので、異常をどれだけ検出できるかはわかりません",
    "signs.few": (
        "画像が{count}枚では少なすぎます。{enough}枚以上あると性能が上がり、信頼区間も狭くなります"
    ),
    "signs.number": "画像{number}",
    "signs.unlike": (
        "ほかと似ていない画像：{name}（これを除いて学習したときの異常度{score}）。"
        "間違って入ったものなら、外して学習し直してください。"
    ),
}
