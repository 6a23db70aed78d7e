"""Sentences on the map of codes."""

SENTENCES: dict[str, str] = {
    "latent.title": "地図",
    "latent.lost": "ネットワークを受け取れなかったので、地図を表示できません。接続が戻ってから、もう一度開いてください。",
    "latent.train": "学習に使っていない数字の潜在変数。{normal}が最もばらつく平面で、分散の{share}を表します。",
    "latent.x": "第1軸",
    "latent.y": "第2軸",
    "latent.map": "学習に使っていない数字の潜在変数の地図",
    "latent.explore": "見て回る",
    "latent.walk": "AからBへ歩く",
    "latent.point": "復号する位置",
    "latent.from": "出発点A",
    "latent.to": "到着点B",
    "latent.decoded": "ここから復号した画像",
    "latent.nearest": "いちばん近い未学習の「{{label}}」",
    "latent.digit": "未学習の「{{label}}」",
    "latent.score": "異常度{{score}}",
    "latent.inhabited": "このあたりには未学習の{normal}があります。",
    "latent.empty": "このあたりに{normal}は一つもありません。この画像はデコーダーの想像です。",
    "latent.code": "潜在変数を通って",
    "latent.pixels": "画素を混ぜて",
    "latent.along": "A→B",
    "latent.along_text": (
        "{{percent}}%の位置：異常度は、潜在変数を通ると{{code}}、画素を混ぜると{{pixels}}"
    ),
    "latent.what": "印の一つ一つが、学習に使っていない数字の潜在変数です。近いものどうしは形も似ています。",
    "latent.line": (
        "潜在変数が一つなので、地図は一本の線です。意味があるのは左右の位置だけで、"
        "上下には重ならないように散らしてあります。"
    ),
    "latent.whole": "潜在変数は二つなので、地図にすべてが表れています。",
    "latent.part": (
        "潜在変数は{{count}}個で、この地図に表れているのは、ばらつき（分散）の{{share}}です。"
        "復号するとき、残りの{{rest}}方向は平均のままにします。"
    ),
    "latent.legend_normal": "未学習の{normal}",
    "latent.legend_other": "ほかの数字",
    "latent.legend_drawing": "あなたの数字",
    "latent.legend_empty": "{normal}のない場所",
    "latent.tiles": "復号した画像を並べる",
}
