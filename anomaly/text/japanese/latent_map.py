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
    "latent.point": "画像を作る位置",
    "latent.from": "出発点A",
    "latent.to": "到着点B",
    "latent.decoded": "この位置の数から作った画像",
    "latent.nearest": "いちばん近い「{{label}}」",
    "latent.digit": "学習に使っていない「{{label}}」",
    "latent.score": "異常度{{score}}",
    "latent.inhabited": "このあたりには{normal}があります。",
    "latent.empty": "このあたりに{normal}は1つもありません。デコーダーが想像で作った画像です。",
    "latent.code": "潜在変数を少しずつ変えた場合",
    "latent.pixels": "画素を混ぜた場合",
    "latent.along": "A→B",
    "latent.along_text": (
        "{{percent}}%の位置：異常度は、潜在変数を変えた場合{{code}}、画素を混ぜた場合{{pixels}}"
    ),
    "latent.what": (
        "1つ1つの印が、学習に使っていない数字です。潜在変数の値が近い数字は近くにあり、形も似ています。"
        "AからBへ歩くと、潜在変数を変えた場合は途中もすべて数字の形ですが、"
        "画素を混ぜた場合は薄い数字が2つ重なります。"
    ),
    "latent.line": (
        "潜在変数が1つなので、地図は1本の線です。意味があるのは左右の位置だけで、"
        "上下には重ならないように散らしてあります。"
    ),
    "latent.whole": "潜在変数は2つなので、地図にすべてが表れています。",
    "latent.part": (
        "潜在変数は{{count}}個で、この地図に表れているのは、ばらつき（分散）の{{share}}です。"
        "画像を作るとき、残りの{{rest}}方向は平均のままにします。"
    ),
    "latent.legend_normal": "学習に使っていない{normal}",
    "latent.legend_other": "ほかの数字",
    "latent.legend_drawing": "あなたの数字",
    "latent.legend_empty": "{normal}のない場所",
    "latent.tiles": "作った画像を並べる",
}
