"""Sentences of what connects this program with other libraries: PyOD, scikit-learn, ONNX."""

SENTENCES: dict[str, str] = {
    "store.not_storable": (
        "「{detector}」は別のライブラリーの検知器なので、このプログラムのファイルには保存できません。"
        "評価とベンチマークはできます。Pythonからは、プログラムが終わるまで使えます。"
    ),
    "wrapped.no_detector": (
        "検知器として使うオブジェクトには、PyODの検知器と同じfitとdecision_functionのメソッドが必要です。"
        "{kind}にはその片方または両方がありません。"
    ),
    "wrapped.no_scores": (
        "{kind}のdecision_functionは、{count}枚の画像に対して形{shape}の数値を返しました。1枚につき1つの異常度が必要です。"
    ),
    "package.missing": "必要なパッケージがインストールされていません。次を実行してください：pip install {names}",
    "estimator.width": (
        "画像は28行28列の明るさなので、n_features = 784でなければなりませんが、n_features = {width}です。"
        "anomaly.to_digitを使うと、どんな大きさの画像からもこの形の数字を作れます。"
    ),
    "estimator.negative": (
        "Negative values in data（負の値があります）：明るさは0（背景）から1（インク）までですが、最小値が{low:g}です。"
    ),
    "estimator.range": (
        "明るさは0（背景）から1（インク）までですが、最大値が{high:g}です。バイト値なら255で割ってください。"
    ),
    "estimator.share": "calibration_shareが{share}になっています。0より大きく1より小さい割合にしてください。",
    "estimator.rule": (
        "ルール{rule}にはラベル付きの異常が必要ですが、fitに渡されるのは正常な画像だけです。"
        "quantile=0.99など別のルールを選んでください。"
    ),
    "cli.export": "ネットワークを使う検知器を、ほかのプログラムで実行できるONNXファイルに書き出す",
    "cli.onnx": "書き出すONNXファイル",
    "onnx.written": "onnx：{path}（ONNX RuntimeとPyTorchの差は{worst:.0e}以内）",
    "onnx.no_network": (
        "{detector}は、ネットワークを1回実行するだけでは答えが出ないため、書き出せません。書き出せる検知器：{known}。"
    ),
    "onnx.unwritable": (
        "ONNXファイルを{path}に書き込めません（{reason}）。--onnx ones.onnxのように、"
        "書き込めるフォルダーのファイル名を指定してください。"
    ),
    "onnx.differs": (
        "ONNX RuntimeとPyTorchの答えの差が{worst:.1e}で、上限の{limit:.0e}を超えたため、書き出しませんでした。"
        "onnxとonnxruntimeの別のバージョンで試してください。"
    ),
}
