"""Sentences of the Train page in Japanese."""

SENTENCES: dict[str, str] = {
    "train.title": "学習",
    "train.lead": "検知器が1種類の数字の再構成を覚え、ほかの数字では失敗する様子を見てみましょう。",
    "train.train": "学習する",
    "train.again": "もう一度学習する",
    "train.instead": "停止して、これを学習する",
    "train.other": (
        "今の学習は、始めたときの設定で続いています。この設定で学習すると、今の学習は停止し、"
        "最後に終えたエポックの状態が残ります。"
    ),
    "train.told_whole": "{normal}の検知器：{seconds}、エポック数：{ending}。",
    "train.told_bundled": "{normal}の検知器は、はじめから学習済みです。エポック数：{ending}。",
    "train.told_part": "{normal}の検知器（途中まで）：{seconds}、エポック数：{ending}。",
    "train.try": "プレイグラウンドで試す",
    "train.changed": (
        "設定が変わりました。表示しているのは、前の設定で学習したものです。"
        "もう一度学習してください。"
    ),
    "train.draw": "自分で描いた数字",
    "train.slow": "スローモーション",
    "train.slow_help": "学習全体を約{seconds}秒かけて行うので、覚えていく様子を観察できます。",
    "train.soon": "最初のバッチが終わると、画像が表示されます。",
    "train.rows": "上から順に、数字、検知器による再構成、その2つの差分。いちばん下は異常度です。",
    "train.first_epoch": "最初のエポックが終わると、損失と異常度が表示されます。",
    "train.pause": "一時停止",
    "train.resume": "再開",
    "train.step": "1エポック進める",
    "train.stop": "停止して残す",
    "train.leave": "見るのをやめる",
    "train.company": (
        "この学習はほかに{count}人が見ているので、一時停止もスローモーションもできません。"
        "見るのをやめても学習は続きます。"
    ),
    "train.epoch": "エポックをさかのぼる",
    "train.epoch_of": "{epoch} / {epochs}",
    "train.no_epochs": (
        "この学習は結果だけが残っています。エポックごとの様子を見るには、もう一度学習してください。"
    ),
    "train.bundled": (
        "この検知器は、はじめから学習済みです。「学習する」を押すと、学習の様子を見たり、"
        "エポックをさかのぼったりできます。"
    ),
    "train.own": "自分の字",
    "train.digit": "{label}",
    "train.caption": "{name}：{score}",
    "train.loss": "エポックごとの損失",
    "train.auroc": "AUROC {area:.4f}：{normal}対{anomalous}",
}
