"""Sentences about pictures and drawings, and on the way from one to a digit, in Japanese."""

SENTENCES: dict[str, str] = {
    "picture.unreadable": (
        "このファイルは、名前にかかわらず、画像として読み込めません。PNG、JPEG、WebP、"
        "HEICのファイルを使ってください。"
    ),
    "picture.damaged": "この画像は壊れているか、途中で切れています。もう一度書き出すか、撮影し直してください。",
    "picture.too_large": "このファイルは{limit} MBを超えています。画像を小さくするか、切り抜いてください。",
    "picture.too_many_pixels": "この画像は{limit}メガピクセルを超えています。小さくするか、切り抜いてください。",
    "picture.blank": (
        "この画像には何も写っていません。背景から浮き出たものがないか、ざらつきだけです。"
        "明るい背景に暗く、または暗い背景に明るく、数字を1つだけ書いた画像を使ってください。"
    ),
    "picture.dot": "この画像には点しかありません。数字全体が写った画像を使ってください。",
    "picture.full": (
        "この画像は全体が塗りつぶされています。周りに余白のある、1つの数字の画像を使ってください。"
    ),
    "picture.missing": "{path}に開けるファイルがありません。名前とアクセス権を確認してください。",
    "picture.not_pixels": (
        "画像のピクセルではありません。形状が(H, W)、(H, W, 3)、"
        "(H, W, 4)のいずれかのバイト列を渡してください。"
    ),
    "picture.input": "入力",
    "picture.reconstruction": "再構成",
    "picture.difference": "差分",
    "picture.figure_hover": (
        "%{{y}}行、%{{x}}列<br>入力 %{{customdata[0]:.2f}}<br>再構成 %{{customdata[1]:.2f}}<br>"
        "差分 %{{customdata[2]:.2f}}"
    ),
    # What stands in double braces the browser fills in.
    "picture.hover": "{{y}}行、{{x}}列：入力{{input}}、再構成{{rebuilt}}、差分{{difference}}",
    "picture.signed": "符号付き差分",
    "picture.signed_help": "赤は余分なインク、青は足りないインクです。",
    "picture.alt": "3枚の画像：入力、再構成、その2つの差分。",
    "origin.sample": "学習外の「{label}」",
    "origin.example": "例：「{label}」",
    "origin.drawing": "描いた数字",
    "origin.upload": "アップロードした画像",
    "strokes.not_points": (
        "ペンの軌跡ではありません。有限の数からなる形状(n, 2)の配列と、"
        "0より大きい太さを渡してください。"
    ),
    "drawing.unreadable": (
        "キャンバスから届いたものが、手書きのデータではありません。ページを読み込み直してください。"
    ),
    "drawing.too_much": (
        "線が{strokes}本か、点が{points}個を超えています。キャンバスを消去して、"
        "もっと少ない線で描いてください。"
    ),
    "drawing.damaged": "このリンクの手書きデータは壊れているか途中で切れているので、表示していません。",
    "drawing.newer": (
        "このリンクの手書きデータは、このプログラムの新しいバージョンで作られたものなので、"
        "表示していません。"
    ),
    "canvas.blank": "何か描いてください。",
    "canvas.dot": "点しかありません。全体を描いてください。",
    "canvas.full": "全体が塗りつぶされていて、線がありません。何もない所に線で描いてください。",
    "canvas.hint": "ここに数字を描いてください",
    "canvas.coming": "まもなく判定が届きます。",
    "canvas.wait": "ペンを離すと判定が出ます。",
    "canvas.undo": "元に戻す",
    "canvas.redo": "やり直す",
    "canvas.clear": "消去",
    "canvas.link": "描いたもののリンクをコピー",
    "canvas.copied": "リンクをコピーしました。",
    "canvas.too_long": "リンクにするには長すぎます。もっと少ない線で描いてください。",
    "canvas.not_copied": "ブラウザーがコピーを許可していません。アドレスバーからコピーしてください。",
    "pen.curve": "描く途中の異常度の変化",
    "pen.moment": "異常度{score}",
    "pen.play": "描いた様子を再生",
    "pen.stop": "停止",
    "samples.name": "数字「{label}」",
    "samples.grid": "画像",
    "samples.elsewhere": "指定されたサンプルは使用中の数字にないので、別のものを表示しています。",
    "samples.filter": "表示する数字",
    "samples.any": "いろいろ",
    "samples.surprise": "おまかせ",
    "samples.source_mnist": "MNISTのテスト用の数字で、どの検知器の学習にも使っていません。",
    "samples.source_generated": "生成した数字：人が書いたものではなく、自作のネットワークが作ったものです。",
    "upload.refused_session": "一度にアップロードできるのは{limit} MBまでです。いくつかに分けてください。",
    "upload.refused_all": "ほかの人のアップロードで空きがありません。1分ほどしてから、もう一度お試しください。",
    "upload.refused_many": "一度に渡すファイルが多すぎます。いくつかに分けてください。",
    "upload.camera": "カメラを使う",
    "upload.photo": "数字を1つ、カメラに写してください",
    "upload.file": "数字を1つ写した画像（PNG、JPEG、WebP、HEIC、最大{limit} MB）",
    "upload.file_phone": "数字を1つ撮影するか、画像を選んでください（最大{limit} MB）",
    "brush.label": "ペンの太さ",
    "brush.thin": "細いペン",
    "brush.medium": "普通のペン",
    "brush.fat": "太いペン",
    "steps.open": "前処理",
    "steps.none": "数字を描くかアップロードすると、前処理が表示されます。",
    "steps.explain": "描いたものがモデルに渡るまでの処理です。1つずつオフにすると、その効果がわかります。",
    "steps.crop": "切り抜き",
    "steps.stroke": "線の太さ",
    "steps.centre": "中央寄せ",
    "step.ink": "インク",
    "step.crop": "切り抜き",
    "step.stroke": "太さをそろえる",
    "step.fit": "20 × 20",
    "step.centre": "28 × 28",
    "tab.drawing": "描く",
    "tab.sample": "サンプル",
    "tab.upload": "アップロード",
    "search.stop": "探索を停止",
    "search.frame": "ステップ{step}",
    "search.going": "作れる中でいちばん近い数字を探索中、ステップ{step}/{steps}：異常度{score}。",
    "search.cut": (
        "{steps}ステップのうち{step}ステップまでに見つけた、いちばん近い数字：異常度{score}。"
        "探索が停止されたか、時間がかかりすぎました。続ければ、"
        "もっと近いものが見つかったかもしれません。"
    ),
    "search.settled": (
        "作れる中でいちばん近い数字：異常度{score}。最初の候補のうちいちばん近いものから、"
        "{steps}ステップで見つけました。"
    ),
    "search.unsettled": (
        "{steps}ステップで見つけた、いちばん近い数字：異常度{score}。まだ変化の途中なので、"
        "ステップを増やせばもっと近いものが見つかるかもしれません。"
    ),
}
