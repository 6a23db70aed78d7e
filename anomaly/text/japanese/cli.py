"""Sentences of the command line."""

SENTENCES: dict[str, str] = {
    "argparse.usage": "使い方: ",
    "argparse.arguments": "引数",
    "argparse.options": "オプション",
    "argparse.help": "この説明を表示して終了する",
    "argparse.error": "{prog}: エラー: {message}",
    "argparse.of_argument": "{argument_name}：{message}",
    "argparse.required": "次の引数が必要です：{value}",
    "argparse.unknown": "次の引数は使えません：{value}",
    "argparse.expected_one": "値を1つ指定してください",
    "argparse.expected_some": "値を1つ以上指定してください",
    "argparse.no_value": "値は指定できません（{value}）",
    "argparse.not_with": "{value}と同時には指定できません",
    "argparse.ambiguous": "{option}だけでは決まりません。次のどれかを指定してください：{matches}",
    "argparse.wrong_type": "{value}は{type}の値ではありません",
    "argparse.wrong_choice": "{value}は選べません。次から選んでください：{choices}",
    "cli.commands": "コマンド",
    "cli.interrupted": "停止しました。それまでに保存していないものは失われました。",
    "cli.output_unwritable": "出力を書き込めませんでした（{reason}）。",
    "cli.app": "アプリを起動する（ブラウザーで開く）",
    "cli.app_description": (
        "ブラウザーで開くアプリを起動する。アプリで学習したモデル、MNIST、ベンチマークの結果は、"
        "{folder}のmodels、data、benchmarkの各フォルダーに保存する。"
        "初めの2つの場所は、ANOMALY_MODELSとANOMALY_DATAで変えられる。"
    ),
    "cli.app_address": "接続を受け付けるアドレス。0.0.0.0ならネットワーク全体から（既定値：localhost）",
    "cli.serve": "nginxの背後で、複数のプロセスによってアプリを公開する",
    "cli.replicas": "プロセスの数（既定値：2）",
    "cli.address": "接続を受け付けるアドレス。0.0.0.0ならネットワーク全体から（既定値：127.0.0.1）",
    "cli.port": "接続を受け付けるポート（既定値：8501）",
    "cli.description": "1種類の数字で異常検知器を学習し、評価し、画像の異常度を計算する。",
    "cli.train": "検知器を学習して保存する",
    "cli.evaluate": "正常な数字と異常な数字をどれだけ見分けられるかを測る",
    "cli.score": "数字の画像の異常度を計算する",
    "cli.benchmark": "各数字と複数の乱数シードで検知器を測定する。結果はフォルダーに残り、続きから再開できる",
    "cli.detectors": (
        "all（すべて）か、{known}から選ぶ。autoencoder:articleのようにレシピを付けたり、"
        "pyod:ocsvmのように指定したりもできる（既定値：all）"
    ),
    "cli.protocol": (
        "one-class：1種類が正常で、残りが異常。leave-one-out：1種類が異常で、残りが正常。"
        "contamination：one-classで、学習に使う数字に異常を0〜30%%混ぜる（既定値：one-class）"
    ),
    "cli.each_normal": (
        "順に正常とする数字（leave-one-outでは異常とする数字）。all、または1,7など（既定値：all）"
    ),
    "cli.seeds": "乱数シードの数（既定値：3）",
    "cli.first_seed": "最初の乱数シード（既定値：0）",
    "cli.jobs": "同時に計算するセルの数（既定値：コアの数）",
    "cli.dask": "自分のDaskクラスターで計算する。スケジューラーのアドレスを指定する（例：tcp://10.0.0.5:8786）",
    "cli.benchmark_folder": "結果を保存するフォルダー（既定値：benchmark/の下の、数字のデータの名前）",
    "cli.test_digits": "テスト用の数字のうち、割合を保って選んだこの個数までを使う（既定値：すべて）",
    "cli.device_each": "cpu、cuda、mpsのどれか（既定値：cpu）",
    "cli.normal": "正常な数字。1、または1,7など（既定値：1）",
    "cli.detector": "次のどれか：{known}（既定値：autoencoder）",
    "cli.recipe": "検知器の名前付きの設定（既定値：default）",
    "cli.set": "レシピの設定を1つ変える（例：latent=8、hidden=256,128）。繰り返し指定できる",
    "cli.most_digits": "学習に使う正常な数字の数の上限（既定値：すべて）",
    "cli.contamination": "学習に使う数字に混ぜる異常の割合。0.3まで（既定値：0）",
    "cli.seed": "学習の乱数シード（既定値：0）",
    "cli.data": "auto、mnist、generated、MNISTのフォルダー、またはクラスのZIP（既定値：auto）",
    "cli.device": "auto、cpu、cuda、mpsのどれか（既定値：auto）",
    "cli.lang": "表示の言語：enは英語、jaは日本語（既定値：ロケール）",
    "cli.json": "最後の行に、1つのJSONオブジェクトを出力する",
    "cli.report": "単独で開けるHTMLレポートを、このファイルに書き出す",
    "cli.folder": "検知器を保存するフォルダー",
    "cli.anomaly": "異常とする数字。9、または4,9など。restならほかのすべて（既定値：rest）",
    "cli.no_limits": "インクと形を調べる二つ目の検査を使わず、異常度だけで判定する",
    "cli.files": "数字を1つずつ写したPNG、JPEG、WebP、HEICの画像",
    "cli.not_digits": "「{value}」は数字の並びではありません。1や1,7のように書いてください。",
    "cli.fetching": "MNISTをダウンロード中",
    "cli.training": "学習中",
    "cli.epoch": "エポック",
    "cli.run": "回",
    "cli.loss": "損失",
    "cli.digits": "数字：{what}",
    "cli.stored": "保存先：{path}",
    "cli.report_written": "レポート：{path}",
    "cli.report_unwritable": "レポートを{path}に書き込めませんでした（{reason}）。",
    "cli.no_report": (
        "レポートを{path}に書き込めない（{reason}）ため、学習しませんでした。--report report.htmlのように、"
        "書き込めるフォルダーのファイル名を指定してください。"
    ),
    "cli.no_folder": (
        "検知器を{path}に保存できない（{reason}）ため、学習しませんでした。"
        "フォルダーを書き込み可能にするか、--folderで別のフォルダーを指定してください。"
    ),
    "cli.losses": "損失：学習に使った画像で{fit:.5f}、使っていない画像で{calibration:.5f}",
    "cli.rule": (
        "閾値を決めるルール。quantile=0.99やcost=10,1,0.001（見逃しのコスト、誤検知のコスト、異常の頻度）など。"
        "次のどれか：{known}（既定値：{default}）"
    ),
    "cli.rules": "すべてのルールについて、決まる閾値を表示する",
    "cli.threshold": (
        "閾値：{threshold:.2f}（ルール：{rule}。学習に使っていない正常な数字のうち、{share}ものがこれを下回る）"
    ),
    "cli.threshold_signs": "閾値：{threshold:.2f}（ルール：{rule}）",
    "cli.flagged": "適合率{precision}（異常と判定したうち、本当に異常だった割合）、F1 {f1:.3f}",
    "cli.average": "平均適合率{average:.4f}、異常の95%を検出するときの誤検知は正常の{false}",
    "cli.column_rule": "ルール",
    "cli.column_looks": "使うもの",
    "cli.column_threshold": "閾値",
    "cli.column_caught": "検出",
    "cli.column_false": "誤検知",
    "cli.column_precision": "適合率",
    "cli.labels": "ラベルあり",
    "cli.no_labels": "ラベルなし",
    "cli.auroc": "AUROC（正常{normal}、異常{anomaly}）：{area:.4f}（95%信頼区間{low:.4f}〜{high:.4f}）",
    "cli.rates": "異常の{caught}を検出、正常の{false}を誤検知",
    "cli.with_limits": "インクと形を調べる二つ目の検査も使うと、{caught}を検出、{false}を誤検知",
    "serve.ready": "アプリを{url}で公開しました（{count}プロセス）。Ctrl+Cで終了します。",
    "serve.replica": "プロセス{number}",
    "serve.restarted": "{name}が終了または停止していたため、起動し直しました。",
    "serve.fails": "{name}が準備できる前に終了しました（{count}回目）。もう一度起動します。",
    "serve.no_nginx": (
        "nginxがインストールされていません。インストールするか（Debianではapt install nginx-light）、"
        "1つのプロセスで起動してください：python -m anomaly app"
    ),
    "serve.no_port": (
        "{address}のポート{port}を使えません（{reason}）。--portで別のポートを指定してください。"
    ),
    "serve.no_start": (
        "アプリが起動しませんでした。原因を調べるには、単独で起動してください：python -m anomaly app"
    ),
    "serve.nginx_no_start": "nginxが起動しません。nginxのメッセージは上にあります。",
    "serve.refused": "システムの制限によりserveを実行できません：{reason}（{path}）",
    "serve.no_groups": (
        "serveを使えるのはLinuxとmacOSだけです。ここでは1つのプロセスで起動してください："
        "python -m anomaly app"
    ),
}
