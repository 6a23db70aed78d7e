"""Sentences of the other pages, and of what stands beside all pages, in Japanese."""

SENTENCES: dict[str, str] = {
    "app.title": "異常検知プレイグラウンド",
    "app.starting": (
        "アプリを起動しています。PyTorchを読み込むため数秒かかります。最初の起動だけは、"
        "もっと長くかかることがあります。"
    ),
    "app.reading": "アプリを起動しています。数字と検知器を読み込んでいます。",
    "app.failed": (
        "ページのこの部分を表示できませんでした。プログラムの誤りで、内容は記録に残しました。"
        "ほかの検知器か数字を選ぶか、ページを読み込み直してください。"
    ),
    "connection.lost": (
        "アプリとの接続が切れました。このまま続けられます。描いたものはこのページに残り、"
        "つながるようになれば自動で再接続します。長くかかるときは、ネットワークを確認するか、"
        "アプリを動かしている人に知らせてください。"
    ),
    "connection.lost_here": (
        "このコンピューターのアプリが応答しません。終了していたら、"
        "前と同じコマンドをターミナルで実行して、もう一度起動してください。"
        "このページは開いたままにしてください。描いたものは残り、自動で再接続します。"
    ),
    "share.open": "共有",
    "share.title": "このページを別の端末で開く",
    "share.scan": "スマートフォンやタブレットのカメラでコードを読み取ると、今と同じ画面が開きます。",
    "share.scan_alone": "スマートフォンやタブレットのカメラで読み取ってください。",
    "share.type": "次のアドレスを入力してください：",
    "share.or_type": "または、次のアドレスを入力してください：",
    "share.with_drawing": "描いた数字も含める",
    "share.without_drawing": (
        "描いた数字を含めるとコードが細かくなりすぎて読み取れないため、コードには入れていません。"
        "リンクには含まれています。"
    ),
    "share.hint": (
        "開けないときは、端末を同じネットワーク（Wi-Fi）につなぎ、"
        "アプリを動かしているコンピューターのファイアウォールで、"
        "Pythonへの接続を許可してください。"
    ),
    "share.alone": (
        "アプリはこのコンピューターからの接続だけを受け付けているので、ほかの端末では開けません。"
        "ネットワークに公開するには、Ctrl+Cで終了し、"
        "--server.address 0.0.0.0（streamlit run app.pyの場合）または"
        "--address 0.0.0.0（anomaly app、anomaly serveの場合）を付けて起動し直してください。"
        "そのネットワークの誰でも使えるようになります。"
    ),
    "share.offline": (
        "このコンピューターはネットワークにつながっていないので、"
        "ほかの端末ではアプリを開けません。つないでから、もう一度開いてください。"
    ),
    "share.nonsense": (
        "ANOMALY_SERVED_ATの値「{address}」はアドレスではありません。ホスト名、"
        "host:port、またはhttps://hostの形で指定してください。"
    ),
    "share.alt": "この画面へのリンクのQRコード",
    "share.address": "この画面へのリンク",
    "share.copy": "リンクをコピー",
    "share.copied": "リンクをコピーしました。",
    "share.not_copied": (
        "ブラウザーがコピーを許可していません。リンクを選択してあるので、手動でコピーしてください。"
    ),
    "playground.title": "プレイグラウンド",
    "playground.lead": "この検知器は{normal}しか見たことがありません。",
    "playground.lead_why": "再構成できない所が、異常の手がかりです。",
    "evaluate.title": "評価",
    "evaluate.lead": (
        "{normal}と{anomalous}をどれだけ見分けられるか、"
        "学習に使っていない{data}{count:,}件で調べます。"
    ),
    "evaluate.on_mnist": (
        "学習時にMNISTのテスト用の数字{count:,}個で調べた結果：AUROC {area:.4f}、"
        "標準の閾値で誤検知{false_alarms:,}個、見逃し{misses:,}個。"
    ),
    "evaluate.subset": (
        "この検知器は1個の判定に時間がかかるため、テスト用の数字{total:,}個から、"
        "割合を保って{count:,}個を選んでいます。"
    ),
    "evaluate.auroc": "AUROC",
    "evaluate.auroc_help": "下の数値は95%信頼区間で、1,000回のブートストラップによるものです。",
    "evaluate.auroc_value": "{area:.4f}",
    "evaluate.both_ways": (
        "異常度だけでは、異常の{caught_score}を検出し、{normal}の{false_score}を誤検知します。"
        "インクと形を調べる二つ目の検査も使うと、検出は{caught_both}、誤検知は{false_both}です。"
    ),
    "evaluate.interval": "{low:.4f}〜{high:.4f}",
    "evaluate.average": "平均適合率",
    "evaluate.average_value": "{average:.4f}",
    "evaluate.false": "95%検出時の誤検知率",
    "evaluate.false_help": (
        "異常の95%を検出する線を引いたとき、正常なもののうち異常と判定される割合（偽陽性率）です。"
    ),
    "evaluate.false_value": "{false:.2%}",
    "evaluate.by_digit": "{normal}と見分けにくい数字はどれか",
    "evaluate.false_alarms": "誤検知（偽陽性）：正常なのに異常と判定した{count:,}個",
    "evaluate.misses": "見逃し（偽陰性）：異常なのに正常と判定した{count:,}個",
    "evaluate.false_alarms_limits": (
        "これは異常度だけによる判定です。二つ目の検査では、さらに{count:,}個を異常と判定します。"
    ),
    "evaluate.misses_limits": "これは異常度だけによる判定です。このうち{count:,}個は、二つ目の検査で検出されます。",
    "evaluate.none_wrong": "この閾値では1個もありません。いちばん近いのは次のものです：",
    "evaluate.axis": "違いが見えるように、軸は{start:g}から始まります。",
    "evaluate.all": "線に近い順",
    "evaluate.nearest": "線にいちばん近いもの",
    "evaluate.farthest": "線からいちばん遠いもの",
    "evaluate.scores": "異常度（CSV）",
    "evaluate.metrics": "閾値と指標（JSON）",
    "evaluate.report": "レポート（HTML）",
    "gallery.caption": "{label} · {score}",
    "gallery.name": "{name}、異常度{score}：プレイグラウンドで開く",
    "gallery.bar_title": "この棒に入っている画像",
    "gallery.bar": "異常度が{low}から{high}の{count}枚：入力、再構成、差分。",
    "gallery.bar_some": "異常度が{low}から{high}の{count:,}枚のうち{shown}枚：入力、再構成、差分。",
    "address.nonsense": "リンクにないものが指定されていたので、標準の画面を表示しています。",
    "address.hide": "リンクに指定された「{name}」はここにはありません。それ以外の指定は有効です。",
    "address.language": "「{name}」という言語はないので、ブラウザーの言語か英語で表示しています。",
    "sidebar.model": "モデル：{plan}、エポック数：{ending}。",
    "sidebar.default_model": "標準のレシピに戻す",
    "normal.label": "正常",
    "normal.several": "複数選ぶ",
    "obtain.soon": "まもなく{normal}の学習を始めます。",
    "obtain.meanwhile": "{wanted}の学習が終わるまで、このページには{shown}の結果を表示します。",
    "obtain.back": "{shown}のままにする",
    "sidebar.rest": "異常：ほかのすべての数字",
    "sidebar.anomalous": "異常とする数字",
    "sidebar.no_anomalous": "何も選ばれていないので、ほかのすべての数字を異常とします。",
    "sidebar.detector": "検知器",
    "sidebar.data": "使用中の数字：{what}",
    "sidebar.fetching": "MNISTをダウンロード中：{share:.0%}",
    "sidebar.retry": "もう一度試す",
    "sidebar.stop": "停止",
    "runs.title": "モデルの比較",
    "runs.measuring": "使用中の数字でモデルをテストしています…",
    "runs.lead": "ここで学習したモデルを新しい順に並べます。2つのモデルを同じ画像で比べることもできます。",
    "runs.model": "正常",
    "runs.detector": "検知器",
    "runs.none": "ここで学習したモデルはまだありません。",
    "runs.ready_trained": "はじめから用意されている、{normal}の学習済みモデル",
    "runs.bundled_time": (
        "学習時間は、学習したコンピューターでの秒数です。プレイグラウンドで別の数字を選ぶと、"
        "その数字のモデルが表示されます。"
    ),
    "runs.measured_mnist": "MNISTのテスト用の数字で測定：",
    "runs.measured_generated": "生成したテスト用の数字で測定：",
    "runs.measured_class": "クラスが描いたテスト用の数字で測定：",
    "runs.data": "学習データ",
    "runs.data_mnist": "MNIST",
    "runs.data_generated": "生成した数字",
    "runs.data_class": "クラスの数字",
    "runs.settings": "設定",
    "runs.epochs": "エポック数",
    "runs.seconds": "学習時間（秒）",
    "runs.seconds_help": (
        "CPUが学習に使った時間です。一時停止、スローモーション、"
        "ほかのプログラムの時間は含みません。"
    ),
    "runs.loss": "検証損失",
    "runs.loss_help": "学習に使っていない正常な画像の再構成が、どれだけ外れているかを表します。",
    "runs.auroc": "AUROC（異常：{against}）",
    "runs.interval": "95%信頼区間",
    "runs.uploaded": "{name}（アップロード）",
    "runs.bundled": "{name}（付属）",
    "runs.untested": "あと{count}個のモデルをテストしています。",
    "runs.untested_one": "このモデルは、使用中の数字でテストしているところです。",
    "runs.uploads_full": (
        "アップロードできるのは1人{count}個、合わせて{limit} MBまでです。いくつか削除してから、アップロードしてください。"
    ),
    "runs.not_read": "このモデルはもう保存されていないか、使用中のモデルでメモリーがいっぱいです。1分ほどしてから、もう一度お試しください。",
    "runs.damaged": "壊れているか、別のバージョンのものなので除きました：{files}。",
    "runs.compare": "2つのモデルを1枚の画像で比較",
    "runs.no_digit": "{problem}判定する画像がないので、モデルだけを表示しています。",
    "runs.digit": "順に、プレイグラウンドで最後に見た画像（{origin}）、モデルによる再構成、その2つの差分。",
    "runs.left": "左",
    "runs.right": "右",
    "runs.option": "{model}：{detector}、{settings}、エポック数{epochs}、{data}",
    "runs.named": "{model}：{detector}",
    "runs.alike": "{label}（{mark}）",
    "runs.use": "プレイグラウンドで使う",
    "runs.in_use": "プレイグラウンドで使用中",
    "runs.download": "ダウンロード",
    "runs.delete": "削除",
    "runs.delete_sure": "このサーバーを使う全員から削除され、元に戻せません。",
    "runs.delete_yes": "削除する",
    "runs.upload": "ほかで作ったモデル（ここからダウンロードしたsafetensorsファイル1つ、最大{limit} MB）",
    "runs.normal": "正常：異常度{score}、閾値{threshold}",
    "runs.limits": "異常：異常度{score}は閾値未満。{reason}",
    "runs.anomaly": "異常：異常度{score}、閾値{threshold}",
    "compare.title": "検知器の比較",
    "compare.lead": "1枚の画像を、{normal}しか見たことのない検知器すべてに判定させます。",
    "compare.normal": "正常",
    "compare.anomaly": "異常",
    "compare.scores": "{score} / {threshold}",
    "compare.share": "{share}より高い · {milliseconds} ms",
    "compare.pictures": "画像と、検知器による再構成と、その2つの差分",
    "compare.untrained": "{normal}をまだ学習していません",
    "compare.uninformative": "⚠ 異常度に差がほとんどありません（乱数シード{seed}）。この判定は信用できません。",
    "compare.columns": (
        "左から入力、再構成、差分。下の数値は、異常度／閾値（閾値以上なら異常）と、"
        "学習に使っていない{normal}の何%より異常度が高いかを表します。"
    ),
    "compare.train": "まだのものを学習する",
    "compare.stop": "停止",
    "compare.progress": "{name}（残り{count}個）。{sentence}",
}
