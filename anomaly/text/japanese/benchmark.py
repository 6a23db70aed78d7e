"""Sentences of the benchmark, and of what it found."""

SENTENCES: dict[str, str] = {
    "benchmark.other_digits": "この数字（{found}）は、ベンチマークの数字（{wanted}）と違います。",
    "benchmark.of_other_digits": (
        "{folder}のベンチマークは、この数字（{source}）とは別の数字で測定されています。"
        "--folderで別のフォルダーを指定するか、このフォルダーを削除してください。"
    ),
    "benchmark.of_other_settings": (
        "{folder}のベンチマークは、{detector}を別の条件で測定しています（{differences}）。"
        "--folderで別のフォルダーを指定するか、このフォルダーを削除してください。"
    ),
    "benchmark.of_other_protocol": (
        "{folder}のベンチマークは、別の手順（{protocol}）によるものです。"
        "--folderで別のフォルダーを指定するか、このフォルダーを削除してください。"
    ),
    "benchmark.difference": "{name}：以前は{there}、今回は{wanted}",
    "benchmark.other_version": (
        "{folder}のベンチマークは、別のバージョンのプログラムで作られています。"
        "--folderで別のフォルダーを指定するか、このフォルダーを削除してください。"
    ),
    "benchmark.damaged": (
        "{folder}にベンチマークがないか、manifest.jsonが壊れているため、続きから始められません。"
        "--folderで別のフォルダーを指定するか、このフォルダーを削除してください。"
    ),
    "benchmark.damaged_cell": "{file}は壊れています。必要になったときに計算し直します。",
    "benchmark.unwritable": (
        "ベンチマークを{folder}に書き込めませんでした（{reason}）。空き容量を増やすか、フォルダーを書き込み可能にするか、"
        "--folderで別のフォルダーを指定してください。"
    ),
    "benchmark.process_ended": (
        "計算のプロセスが突然終了しました。メモリー不足かもしれません。終わったセルは保存されています。"
        "同じコマンドをもう一度実行してください。繰り返すようなら、--jobsを減らしてください。"
    ),
    "benchmark.interrupted": (
        "停止しました。終わったセルは{folder}に保存されています。同じコマンドで続きから再開できます。"
    ),
    "benchmark.no_dask": "Daskがインストールされていません。次を実行してください：pip install dask distributed",
    "benchmark.no_scheduler": (
        "{address}のDaskスケジューラーが応答しません（{reason}）。次のコマンドで起動してください：dask scheduler"
    ),
    "benchmark.no_workers": (
        "{address}のDaskスケジューラーにワーカーがありません。次のコマンドで起動してください："
        "dask worker {address} --nthreads 1"
    ),
    "benchmark.worker_unready": (
        "Daskワーカー{worker}は参加できません：{reason}"
        "このプログラムと同じ数字があり、Pythonとパッケージのバージョンが同じ環境で起動してください。"
    ),
    "benchmark.cluster_lost": (
        "{address}のDaskクラスターが停止しました（{reason}）。終わったセルは保存されています。"
        "同じコマンドをもう一度実行してください。"
    ),
    "benchmark.mishap": (
        "{detector}、数字{digit}、乱数シード{seed}：エラーで終了し、結果は残っていません。\n{traceback}"
    ),
    "benchmark.finished": "{detector}、数字{digit}、乱数シード{seed}：AUROC {area:.4f}",
    "benchmark.failed": "{detector}、数字{digit}、乱数シード{seed}：{problem}",
    "benchmark.diverged": (
        "{detector}、数字{digit}、乱数シード{seed}：学習が発散したため、正常に終わった最後のエポックで測定します。"
    ),
    "benchmark.collapsed": (
        "{detector}、数字{digit}、乱数シード{seed}：検知器が崩壊し、どの数字も同じ再構成や同じ異常度になっています。"
    ),
    "benchmark.stopped": (
        "{detector}、数字{digit}、乱数シード{seed}：最後のエポックの前に学習が終わりました。"
    ),
    "benchmark.progress": "セル{done}/{total}が終了、残り約{left}。{what}",
    "benchmark.computing": "ベンチマーク",
    "benchmark.written": "ベンチマーク：{folder}",
    "benchmark.title_one_class": "ベンチマーク：1種類だけを正常とする異常検知（{source}）",
    "benchmark.title_leave_one_out": "ベンチマーク：9種類が正常、1種類が異常（{source}）",
    "benchmark.title_contamination": "ベンチマーク：学習用の数字に異常が混入した場合（{source}）",
    "benchmark.protocol_one_class": (
        "各検知器は、1種類の数字の学習用画像で学習します（うち15%は学習に使いません）。"
        "テストにはテスト用画像をすべて使い、その数字とそれ以外を見分けます。"
    ),
    "benchmark.protocol_leave_one_out": (
        "各検知器は、1種類を除くすべての数字の学習用画像で学習します（うち15%は学習に使いません）。"
        "テストにはテスト用画像をすべて使い、除いた数字とそれ以外を見分けます。"
    ),
    "benchmark.protocol_contamination": (
        "各検知器は、1種類の数字の学習用画像（うち15%は学習に使いません）に、ほかの数字を混ぜて学習します。"
        "検知器は混ざった数字も正常と見なします。混ぜる割合は、学習に使う全体の0、1、5、10、20、30%です。"
        "テストにはテスト用画像をすべて使い、その数字とそれ以外を見分けます。"
    ),
    "benchmark.measured": (
        "平均、ばらつき、時間は{cells}セル（乱数シード{seeds}）から求めました。"
        "ばらつきは、数字にわたる平均を乱数シードごとに求めたときの標準偏差の2倍です。"
        "時間は、1スレッドで計算したときの中央値です。"
    ),
    "benchmark.contaminated": "{detector}、異常を{share:.0%}混入",
    "benchmark.by_share": "異常の混入率ごとのAUROC（数字と乱数シードの平均）",
    "benchmark.by_digit_one_class": "正常な数字ごとのAUROC（乱数シードの平均）",
    "benchmark.by_digit_leave_one_out": "異常な数字ごとのAUROC（乱数シードの平均）",
    "benchmark.by_digit_contamination": "正常な数字ごとのAUROC（乱数シードの平均）",
    "benchmark.column_normal": "正常な数字",
    "benchmark.column_anomalous": "異常な数字",
    "benchmark.column_detector": "検知器",
    "benchmark.column_auroc": "AUROC",
    "benchmark.column_spread": "±ばらつき",
    "benchmark.column_lowest": "最低の数字",
    "benchmark.column_highest": "最高の数字",
    "benchmark.column_fit": "学習（秒）",
    "benchmark.column_score": "異常度の計算（µs/個）",
    "benchmark.column_parameters": "パラメーター数",
    "benchmark.column_cells": "セル数",
    "benchmark.of_digit": "{area}（{label}）",
    "benchmark.note_tested": "{detector}：テスト用の数字{count:,}個（テストセットと同じ割合で抽出）。",
    "benchmark.note_fitted": "{detector}：学習に使う数字は{count:,}個まで。",
    "benchmark.note_device": "{detector}：{device}で計算。",
    "benchmark.damaged_table": (
        "ベンチマークの結果（{file}）がないか、壊れています。プロジェクトから元に戻すか、"
        "`python -m anomaly benchmark`で測定し直してください。"
    ),
    "benchmark_panel.benchmark": "検知器は数字をどれだけ見分けられるか",
    "benchmark_panel.protocol": (
        "各検知器は1種類の数字（列）で学習し、MNISTのテスト用の数字でその数字とほかのすべてを見分けます。"
        "**AUROC**は、異常な数字の異常度が、正常な数字より高くなる確率です。"
    ),
    "benchmark_panel.detector": "検知器",
    "benchmark_panel.recipe": "{name}：{recipe}",
    "benchmark_panel.auroc": "平均AUROC",
    "benchmark_panel.spread": "±シードのばらつき",
    "benchmark_panel.fit": "学習時間（秒）",
    "benchmark_panel.score": "1個の計算時間（µs）",
    "benchmark_panel.parameters": "学習する数値の数",
    "benchmark_panel.fewer": (
        "{name}は探索に時間がかかるため、割合を保って選んだテスト用の数字{count:,}個でテストしました。"
    ),
}
