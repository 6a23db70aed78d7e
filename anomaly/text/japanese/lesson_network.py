"""Sentences of the lesson's steps on the network: its layers and its epochs."""

SENTENCES: dict[str, str] = {
    "lesson.layers_title": "784 → 64 → 784",
    "lesson.layers_text": (
        "1枚の画像は784個の画素です。エンコーダーはそれを64個の数（潜在変数）に縮め、"
        "デコーダーはその64個だけから画像を作り直します。64個の数に入りきらなかった情報は、元に戻せません。"
        "学習したのは「1」だけです。数字を描いてみましょう。"
    ),
    "lesson.layers_question": (
        "学習に使っていない「1」を64個のときと同じくらいうまく作り直すには、何個必要でしょうか。"
    ),
    "lesson.layers_choice_1": "1個",
    "lesson.layers_choice_2": "2個",
    "lesson.layers_choice_8": "8個",
    "lesson.layers_choice_64": "64個すべて",
    "lesson.layers_answer": (
        "8個で足ります。学習に使っていない「1」の異常度は、ふつう1個で25、2個で20、8個で10、"
        "64個に増やしても11です。「9」は64個でも作り直せません。「1」の作り方しか学習していないからです。"
    ),
    "lesson.layers_next": "個数を変え、地図の輪も動かしてみましょう。",
    "lesson.layers_tabs": "ネットワークの見方",
    "lesson.layers_flow": "層ごと",
    "lesson.layers_map": "潜在変数の地図",
    "lesson.layers_sizes": "潜在変数の個数",
    "lesson.layers_size": "潜在変数{{size}}個：異常度{{score}}",
    "lesson.layers_play": "再生",
    "lesson.layers_stop": "一時停止",
    "lesson.layers_slider": "ネットワークの中の位置",
    "lesson.layers_rebuilt": "再構成",
    "lesson.layers_score": "異常度{{score}}",
    "lesson.layers_none": "数字を描くか、見本を選んでください。",
    "lesson.layers_squares": "四角が大きいほど大きな数です。中が空いた四角は負の数です。",
    "lesson.layers_stage_0": "あなたの数字：画素ごとに1つ、全部で784個の数です。",
    "lesson.layers_stage_1": "256個の数：どれも全画素に重みを掛けた和で、負なら0にします。",
    "lesson.layers_stage_2": "128個の数：256個に重みを掛けた和です。",
    "lesson.layers_stage_3": "潜在変数：先へ進むのは、この{{size}}個だけです{{numbers}}。",
    "lesson.layers_stage_4": "ここからデコーダー：潜在変数だけから128個の数を作ります。",
    "lesson.layers_stage_5": "128個から256個の数を作ります。",
    "lesson.layers_stage_6": (
        "784個の画素が再構成されました。あなたの数字との差分をすべて足すと、異常度{{score}}です。"
    ),
    "lesson.epochs_title": "「1」しか見たことがない",
    "lesson.epochs_text": (
        "ネットワークの重み（計算に使う数）は、はじめはでたらめです。"
        "1エポックごとに学習用の「1」をひととおり見て、もっとうまく作り直せるように重みを少しずつ変えます。"
        "ほかの数字は一度も見ません。そこへ「9」を入れます。"
    ),
    "lesson.epochs_question": "何が出てくるでしょうか。",
    "lesson.epochs_act": "3枚の画像から選んでください。",
    "lesson.epochs_answer": (
        "「1」に似たぼやけた画像です。デコーダーが覚えたのは「1」の作り方だけなので、"
        "何からでも「1」を作ります。「9」の輪は消えてしまうので、その部分の差分から異常だとわかります。"
        "エポックが進むと、「1」だけをうまく作り直せるようになります。"
    ),
    "lesson.epochs_next": "エポックを動かしてみましょう。",
    "lesson.epochs_given": "この「9」を入れる",
    "lesson.epochs_network": "「1」だけで学習",
    "lesson.epochs_choices": "出てくる画像",
    "lesson.epochs_choice_nine": "元の「9」",
    "lesson.epochs_choice_smear": "「1」に似たもの",
    "lesson.epochs_choice_nothing": "何も出ない",
    "lesson.epochs_drawing": "あなたの数字",
    "lesson.epochs_one": "初見の「1」",
    "lesson.epochs_nine": "「9」",
    "lesson.epochs_rebuilt": "再構成",
    "lesson.epochs_score": "異常度{{score}}",
    "lesson.epochs_none": "数字を描いてください。",
    "lesson.epochs_loss": "学習に使っていない数字の損失",
    "lesson.epochs_ones": "「1」",
    "lesson.epochs_nines": "「9」",
    "lesson.epochs_play": "再生",
    "lesson.epochs_stop": "一時停止",
    "lesson.epochs_slider": "エポック",
    "lesson.epochs_epoch": "エポック{{epoch}}",
    "lesson.epochs_said": "エポック{{epoch}}：損失は「1」で{{ones}}、「9」で{{nines}}",
    "lesson.epochs_small": (
        "変化が見やすいように、小さなネットワークを使っています。異常度は、ほかのステップのネットワークとは違います。"
    ),
}
