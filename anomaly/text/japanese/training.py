"""Sentences about detectors, their training, and stored models."""

SENTENCES: dict[str, str] = {
    "detector.unknown": "「{name}」という検知器はありません。使える検知器：{known}。",
    "detector.unknown_recipe": "「{name}」というレシピはありません。使えるレシピ：{known}。",
    "detector.autoencoder": "オートエンコーダー",
    "detector.convolutional": "畳み込みオートエンコーダー",
    "detector.vae": "変分オートエンコーダー",
    "detector.gradients": "勾配方向ヒストグラム",
    "detector.pca": "主成分分析",
    "detector.nearest": "最近傍法",
    "detector.anogan": "AnoGAN",
    "detector.efficientgan": "EfficientGAN",
    "detector.anovaegan": "AnoVAEGAN",
    "device.missing": "このマシンでは{name}デバイスを使えません。autoかcpuを指定してください。",
    "training.nothing": (
        "最初のエポックが終わる前に学習が停止されたため、保存できる結果がありません。"
    ),
    "detector.no_score": (
        "この検知器のスコアは表示できる数になりません。重みが大きすぎます。"
        "ほかの検知器を選ぶか、この検知器を学習し直してください。"
    ),
    "training.diverged": (
        "最初のエポックで学習が発散し、損失が数でなくなったため、保存できる結果がありません。"
        "学習率を下げて学習してください。"
    ),
    "training.diverged_late": (
        "エポック{epoch}で学習が発散し、損失が数でなくなりました。"
        "正常に終わった最後のエポック{kept}の結果を残します。学習率を下げて学習してください。"
    ),
    "training.problem_of": "{name}：{problem}",
    "training.collapsed_early": (
        "エポック{epoch}で止めたこのネットワークは、まだどの数字もほぼ同じ画像に再構成するため、異常度は当てになりません。"
        "もっと長く学習するか、学習率を下げてください。"
    ),
    "training.collapsed": (
        "乱数シード{seed}では学習が崩壊しました。何を入力してもほぼ同じ画像になるため、異常度は当てになりません。"
        "別の乱数シード、低い学習率、または小さいネットワークで学習してください。"
    ),
    "adapt.no_examples": "学習するお手本がありません。画像を1枚以上指定してください。",
    "adapt.no_pictures": (
        "お手本は、0から1までの明るさからなる28×28の画像でなければなりません。"
        "`to_digit`か`digit_from_strokes`が返すものを、そのまま渡してください。"
    ),
    "adapt.strokes": (
        "画像{count}枚に対して、ストロークが描画{strokes}枚分あります。画像ごとにストロークを、なければNoneを渡してください。"
    ),
    "adapt.too_many": "お手本が1種類につき{limit}枚を超えています。なるべく互いに違うものを選んでください。",
    "adapt.again": (
        "この検知器にはすでにお手本を教えてあります。元の検知器に、すべてのお手本をまとめて教えてください。"
    ),
    "adapt.signs": (
        "この検知器は、自分のマークで学習したものです。画像をマークに加えて、学習し直してください。"
    ),
    "adapt.not_storable": (
        "「{detector}」の検知器には教えられません。学習の続きから始められないためです。"
        "このプログラムの検知器を選んでください。"
    ),
    "adapt.stopped": "教えるのを途中で止めました。検知器は元のままです。",
    "adapt.few": (
        "あなたのお手本{count}枚から学びました。字のばらつきを知るには少なすぎます。{enough}枚になるまで、"
        "閾値はほとんど推測です。"
    ),
    "jobs.dropped": "学習を見ている人がいなくなったので、中止しました。もう一度学習してください。",
    "jobs.full": "{count}件の学習が実行中か順番待ちです。1分ほど待って、もう一度試してください。",
    "jobs.yours": (
        "あなたの学習が{count}件、実行中か順番待ちです。どれかが終わるのを待つか、どれかを止めてください。"
    ),
    "jobs.gave_way": (
        "順番を待つ人が多く、あなたの順番待ちがいちばん多いので、この学習は取り消しました。"
        "あなたの別の学習が終わってから、もう一度学習してください。"
    ),
    "jobs.fitting_too_long": (
        "この学習には約{time}かかりますが、ここでは{limit}までです。エポックを減らす、バッチを大きくする、"
        "ネットワークを小さくする、数字を減らす、のどれかにしてください。"
    ),
    "jobs.scoring_too_long": (
        "この学習は、後の異常度の計算のために約{time}かかりますが、ここでは{limit}までです。"
        "探索のステップを減らすか、ネットワークを小さくしてください。"
    ),
    "jobs.batch_too_long": (
        "この学習は1つのバッチに{seconds:.0f}秒かかり、その間ほかの人の順番が来ません。{limit:.0f}秒までです。"
        "バッチを小さくするか、ネットワークを小さくしてください。"
    ),
    "jobs.minutes": (
        "ANOMALY_MAX_TRAINING_MINUTESの「{given}」は分の数ではありません。{used:.0f}分を使います。"
    ),
    "jobs.failed": (
        "学習がエラー（{reason}）で終わり、何も保存されていません。設定を変えて試してください。"
        "詳しくはサーバーのログにあります。"
    ),
    "jobs.process_ended": (
        "学習プロセスが突然終了し、何も保存されていません。メモリー不足かもしれません。もう一度学習してください。"
        "繰り返すようなら、もっと小さい設定にしてください。"
    ),
    "jobs.no_process": (
        "学習プロセスを起動できませんでした（{reason}）。メモリーを空けてから、もう一度学習してください。"
    ),
    "job.waiting": "順番待ち：この学習の前に{count}件",
    "job.starting": "{normal}を学習：まもなく始まります",
    "job.measuring": "{normal}を学習：かかる時間を測っています",
    "job.scoring": (
        "{normal}の学習（エポック{epoch}まで）が終わり、学習に使っていない数字の異常度を計算中：{share:.0%}、残り{left}"
    ),
    "job.behind": "{sentence}（次の順番まで、ほかに{count}件）",
    "job.running": "{normal}を学習中：エポック{epoch}/{epochs}、残り{left}",
    "job.paused": "一時停止中：エポック{epoch}/{epochs}の途中",
    "job.paused_after": "一時停止中：エポック{epoch}/{epochs}が終了",
    "job.ended": "学習が終わりました。",
    "job.see": "「学習」ページで見る",
    "store.foreign": "{file}は、このプログラムで作った検知器ではありません。学習し直してください。",
    "store.damaged": "{file}は壊れているため使いません。削除するか、学習し直してください。",
    "store.newer": "{file}は、別のバージョンのプログラムで作られています。学習し直してください。",
    "store.not_taken": (
        "このファイルは壊れているか、このプログラムのモデルではないため、取り込みませんでした。"
    ),
    "store.not_working": (
        "このファイルはこのプログラムのモデルですが、正しい画像やスコアを返さず、動きません。"
        "取り込みませんでした。作成元で学習し直してください。"
    ),
    "store.newer_upload": (
        "このファイルは別のバージョンのプログラムで作られているため、取り込みませんでした。"
    ),
    "store.too_large": "このファイルは{limit} MBを超えているので、このプログラムで作った検知器ではありません。",
    "store.undeletable": "{file}を削除できませんでした（{reason}）。フォルダーのアクセス権を確認してください。",
    "store.unwritable": (
        "学習した検知器を{folder}に保存できませんでした（{reason}）。プログラムが終わるまでは使えます。"
        "残すには、空き容量を増やすか、フォルダーを書き込み可能にしてください。"
    ),
    "memory.busy": "ほかの人が大きなモデルを読み込んでいます。1分ほどしてから、もう一度お試しください。",
    "model.no_room": (
        "使用中のモデルでメモリーがいっぱいのため、このモデルは読み込まず、標準のレシピのモデルを表示しています。"
        "ほかの人がモデルを閉じてから、もう一度お試しください。"
    ),
    "model.testing": "使用中の数字の一部で異常度を計算しています。この検知器では、最初の1回だけ数秒かかります。",
    "model.gone": (
        "指定されたモデルはここに保存されていないため、標準のレシピのモデルを表示しています。"
    ),
    "plan.recipe": "レシピ",
    "plan.recipe_help": (
        "レシピは、名前の付いた設定の組です。選ぶと、その設定が入ります。「記事」は、このアプリの元になった記事の設定です。"
        "設定を1つでも変えると、どれも選ばれていない状態になります。"
    ),
    "plan.more": "詳しい設定",
    "plan.all": "すべて",
    "plan.no_layers": "なし",
    "plan.told_digits": "学習用の数字{count:,}個",
    "plan.told_contamination": "異常を{share:.0%}混入",
    "plan.told_seed": "乱数シード{seed}",
    "plan.on": "オン",
    "plan.off": "オフ",
    "plan.complete": "{epochs}",
    "plan.collapsed": "{epochs}（崩壊）",
    "plan.stopped": "{epoch}/{epochs}（停止）",
    "plan.diverged": "{epoch}/{epochs}（発散）",
    "recipe.default": "標準",
    "recipe.article": "記事",
    "recipe.squared": "二乗",
    "recipe.relative": "インク比",
}
