"""Sentences about scores, metrics, threshold rules, verdicts and reports."""

SENTENCES: dict[str, str] = {
    "evaluation.no_anomalies": "比べる異常な数字がありません。1つ以上選んでください。",
    "evaluation.no_normal": "比べる正常な数字がありません。1つ以上選んでください。",
    "evaluation.not_finite": (
        "{total}個の異常度のうち{count}個が有限の数になっていないため、何も測れません。"
        "検知器を学習し直してください。"
    ),
    "auroc.worse": (
        "当てずっぽう（AUROC 0.5）より悪い結果です。この検知器は、正常なものよりこの異常のほうをうまく再構成しています。"
        "線が細い数字は再構成するところが少ない、といった理由が考えられます。"
        "別の検知器か、インク量に対する割合など別の異常度の測り方を選んでください。"
        "判定を逆にしても解決しません。ほかの異常を見逃すようになります。"
    ),
    "auroc.chance": (
        "当てずっぽうと区別がつきません。信頼区間に、でたらめな異常度のAUROCである0.5が入っています。"
        "もっと多くの数字で試すか、別の検知器や異常度の測り方を選んでください。"
    ),
    "auroc.of_digits": "{digits}：{warning}",
    "auroc.of_models": "{models}：{warning}",
    "weak.generated": "信頼性の低い検知器です。生成した数字で学習しています。",
    "weak.few": "信頼性の低い検知器です。{count}個の数字だけで学習しています。",
    "weak.held_out": (
        "信頼性の低い検知器です。閾値を決めるための、学習に使っていない数字がわずかしかありません。"
    ),
    "weak.threshold": (
        "標準の閾値{threshold}は、学習に使っていない{normal}{held_out:,}個から決めたものです。"
        "もっと多ければ、おそらく{low}から{high}の間になります（95%信頼区間）。"
    ),
    "weak.threshold_open": (
        "標準の閾値{threshold}は、学習に使っていない{normal}{held_out:,}個から決めたものです。"
        "もっと多ければ、おそらく{low}以上になります（95%信頼区間）。"
    ),
    "weak.of": "{name}：{weakness}",
    "weak.part": "{name} {threshold}（{low}〜{high}、{held_out:,}個から）",
    "weak.part_open": "{name} {threshold}（{low}以上、{held_out:,}個から）",
    "weak.several": (
        "信頼性の低い検知器です。学習した数字が少ないか、生成した数字で学習したか、"
        "閾値を決めるための、学習に使っていない数字がわずかしかないためです。"
        "標準の閾値（95%信頼区間）：{parts}。"
    ),
    "rule.no_digits": (
        "閾値を決めるための、学習に使っていない画像がありません。そうした画像を増やして学習し直してください。"
    ),
    "rule.one_value": (
        "学習に使っていない画像（{count}枚）の異常度がすべて{score:.6g}なので、線を引けません。"
        "学習し直してください。画像が少なければ増やしてください。"
    ),
    "rule.no_spread": (
        "学習に使っていない画像の半数を超える異常度が{score:.6g}なので、中央絶対偏差が0になり、"
        "線を引けません。quantileなど別のルールを選んでください。"
    ),
    "rule.too_few": (
        "学習に使っていない画像が{count}枚しかなく、p値{alpha:g}には足りません。"
        "{needed}枚以上に増やすか、p値を大きくしてください。"
    ),
    "rule.imprecise": (
        "{one_in:,.0f}個に1個が異常という条件では、適合率{wanted:.0%}を保証できる閾値がありません。"
        "学習に使っていない正常な画像{count:,}枚で保証できるのは{best:.0%}までです。異常の頻度を高く見積もるか、"
        "適合率を下げるか、学習に使わない画像を増やしてください。"
    ),
    "rule.unknown": "「{name}」というルールはありません。使えるルール：{known}。",
    "rule.not_number": (
        "「{value}」は数ではありません。ルールはf1、quantile=0.99、cost=10,1,0.001のように書いてください。"
    ),
    "rule.too_many": "ルール{name}の値が多すぎます。{given}個ありますが、{most}個までです。",
    "report.title": "異常検知：{normal}で学習した{detector}",
    "report.settings": "設定",
    "report.loss": "エポックごとの損失",
    "report.figure": "入力、再構成、差分（下の数は異常度）",
    "report.histogram": "テストした画像の異常度",
    "report.roc": "ROC曲線",
    "report.precision": "適合率と再現率",
    "report.digits": "学習データ",
    "report.training": "学習",
    "report.anomalous": "異常",
    "report.by_hand": "手で設定",
    "report.measured": "{data}{count:,}件で測定",
    "histogram.hover": "%{{x:.1f}}付近に%{{y}}件",
    "histogram.x": "異常度",
    "histogram.y": "テスト用の画像",
    "loss.fit": "学習に使用",
    "loss.calibration": "学習に不使用",
    "loss.epoch": "エポック",
    "loss.loss": "平均二乗誤差",
    "curve.roc": "AUROC {area:.4f}",
    "curve.roc_x": "誤検知",
    "curve.roc_y": "検出",
    "curve.roc_x_long": "正常のうち異常と判定した割合（偽陽性率）",
    "curve.roc_y_long": "異常のうち検出した割合（再現率）",
    "curve.pr": "平均適合率 {area:.4f}",
    "curve.pr_x": "検出",
    "curve.pr_y": "適合率",
    "curve.pr_y_long": "異常と判定したうち本当に異常だった割合（適合率）",
    "curve.chance": "ランダム",
    "curve.threshold": "この閾値の点",
    "bars.x": "ほかの数字",
    "bars.chosen": "ここで異常とする数字",
    "bars.others": "ここでは対象外",
    "bars.y": "AUROCと95%信頼区間",
    "bars.hover": "%{{y:.4f}}（%{{customdata[0]:.4f}}〜%{{customdata[1]:.4f}}）<extra></extra>",
    "described.loss": (
        "エポックごとの損失のグラフ。エポック{epoch}のあと、学習に使った数字で{fitted:.4f}、使っていない数字で{held_out:.4f}です。"
    ),
    "described.scores": (
        "異常度のヒストグラム。{normal}の半数は{normal_median}より低く、{anomalous}の半数は{anomalous_median}より低い値です。"
    ),
    "described.codes": "潜在変数の地図。丸い点が{normal}、バツ印が{anomalous}です。",
    "described.bars": "{normal}とほかの数字それぞれとのAUROCの棒グラフ。{values}。",
    "described.bar": "{digit}：{area:.4f}",
    "described.benchmark": (
        "正常な数字ごとの、{count}個の検知器のAUROCのヒートマップ。平均は下の表にあります。"
    ),
    "described.complexity": (
        "学習した数字とテストした数字ごとのAUROCのヒートマップ。最も低いのは{trained}で学習し{tested}でテストしたときの{area:.2f}です。"
    ),
    "described.corruptions": (
        "加工の種類と強さごとに、異常と判定された割合のヒートマップ。最も誤りが多いのは{kind}{strength}で、{share}です。"
    ),
    "heatmap.z": "AUROC",
    "heatmap.x": "正常な数字",
    "heatmap.hover": "%{{y}}、正常は「%{{x}}」：%{{z:.4f}}<extra></extra>",
    "complexity.title": "「1」が「8」として通ってしまうのはなぜか",
    "complexity.why": (
        "単純な画像は、ネットワークが何で学習していても簡単に再構成できます。「8」には「1」に必要な線がすべて含まれるので、"
        "「1」の差分は小さく、異常度はかえって「8」より低くなります。各行は1種類の数字で学習したオートエンコーダー、"
        "各列はテストした数字です。同じネットワークの同じ差分でも、再構成すべきインクの量に対する割合で測ると、"
        "ずっとよく見分けられます。「学習」ページの「異常度の測り方」で選べます。"
    ),
    "complexity.absolute": "差分の合計：平均AUROC {area:.3f}",
    "complexity.relative": "再構成されなかったインクの割合：平均AUROC {area:.3f}",
    "complexity.how": (
        "MNISTのテスト用の数字で、行の数字を列の数字と見分けたときのAUROC（乱数シード{seeds}個の平均）。"
        "0.5は当てずっぽうと同じです。最後の列は、何も描かれていない画像より異常度が低い正常な数字の割合です。"
        "2つの表は同じネットワークのもので、テスト用の数字は学習に使っていません。"
    ),
    "complexity.blank": "空白",
    "complexity.tested": "テストした数字",
    "complexity.trained": "学習した数字",
    "complexity.hover": "「%{{y}}」で学習、「%{{x}}」でテスト：%{{z:.4f}}",
    "complexity.damaged": (
        "assetsフォルダーの{file}がないか、壊れています。プログラムに付属のファイルを元に戻してください。"
    ),
    # What stands in double braces the browser fills in.
    "threshold.threshold": "閾値",
    "threshold.highest": "最も高い棒：{{count}}個",
    "threshold.digit": "この数字",
    "threshold.own_normal": "お手本",
    "threshold.own_anomalous": "お手本（異常）",
    "threshold.log": "対数目盛",
    "threshold.plot": (
        "{normal}（正常）と{anomalous}（異常）の異常度のヒストグラム。左右キーで棒を移動し、"
        "Enterキーで棒の中身を表示します。"
    ),
    "threshold.passes": "正常と判定",
    "threshold.flagged": "異常と判定",
    "threshold.normal_side": "正常",
    "threshold.anomaly_side": "異常",
    "threshold.value": (
        "{{threshold}}：{anomalous}の{{caught}}を検出、{normal}の{{false_alarms}}を誤検知"
    ),
    "threshold.not_number": "「{{text}}」は{{low}}から{{top}}までの数ではないので、閾値は変わりません。",
    "threshold.held": "「{{name}}」{{count}}個",
    "threshold.range": "異常度{{low}}〜{{high}}：",
    "threshold.none": "数字なし",
    "threshold.precision": "適合率{{share}}",
    "threshold.precision_at": "異常が{{rate}}個に1個なら{{share}}",
    "threshold.nothing_flagged": "異常と判定したものはありません",
    "threshold.without_labels": "ラベルなし",
    "threshold.with_labels": "ラベルあり",
    "threshold.settings": "異常の頻度とコスト",
    "threshold.base_rate": "異常は何個に1個か",
    "threshold.miss_cost": "見逃しのコスト",
    "threshold.false_alarm_cost": "誤検知のコスト",
    "threshold.passed": "{{count}}",
    "threshold.false_alarms": "{{count}}（{{share}}）",
    "threshold.missed": "{{count}}",
    "threshold.caught": "{{count}}（{{share}}）",
    "threshold.precision_unknown": "異常が{{rate}}個に1個の場合は、画像が足りず不明",
    "chip.labelled_digits": "ラベル付きの学習用の数字",
    "chip.labelled_signs": "あなたの画像と生成した数字",
    "chip.quantile": "{quantile:.0%}分位点",
    "chip.quantile_assumes": (
        "学習に使っていない{normal}の約{quantile:.0%}がこれを下回ります。残りは誤検知になります。"
    ),
    "chip.sigma": "平均+{sigmas:g}σ",
    "chip.sigma_assumes": (
        "正常なものの異常度が釣り鐘形（正規分布）に散らばると仮定します。裾が長いと誤検知が増えます。"
    ),
    "chip.clipped": "外れ値を除く3σ",
    "chip.clipped_assumes": (
        "平均+3σと同じですが、中央値よりMADの{clip:g}倍を超えて高い異常度は数えません。"
        "正常の中に間違いが1つ混じっていても、ほとんど動きません。"
    ),
    "chip.mad": "中央値+{deviations:g}MAD",
    "chip.mad_assumes": "これも釣り鐘形を仮定しますが、正常の中に変わったものが少し混じっていても動きません。",
    "chip.conformal": "コンフォーマル{alpha:.0%}",
    "chip.conformal_assumes": (
        "新しい{normal}を異常と判定するのは、平均して{alpha:.0%}以下です。異常度の分布の形は問いませんが、"
        "学習に使っていないものと似ていることが条件です。1回ごとに見れば、超えることもあります。"
    ),
    "chip.f1": "F1最大",
    "chip.f1_assumes": (
        "{labelled}で、適合率と再現率のバランスが最もよい値です。"
        "実際の異常の割合も、そこでの割合と同じだと仮定します。"
    ),
    "chip.youden": "YoudenのJ",
    "chip.youden_assumes": (
        "{labelled}で、検出した割合から誤検知の割合を引いた値が最大になります。2つの割合を同じ重みで扱います。"
    ),
    "chip.cost": "コスト最小",
    "chip.cost_assumes": (
        "{labelled}で、見逃しのコストを{miss_cost:g}、誤検知のコストを{false_alarm_cost:g}、"
        "異常を{one_in:,.0f}個に1個としたときに、期待コストが最小になります。"
        "学習に使っていない{normal}{count:,}個で誤検知が1つも出ないところでは、誤検知は起きないと見なすため、"
        "線が低すぎることがあります。"
    ),
    "chip.precision": "適合率{precision:.0%}",
    "chip.precision_assumes": (
        "{labelled}をもとに、異常が{one_in:,.0f}個に1個のとき、異常という判定の{precision:.0%}が正しくなる範囲で、"
        "最も多く検出します。"
    ),
    "chip.taught": (
        "このルールで数える正常の異常度のうち{share:.0%}は、お手本から予測した値です。予測値は、"
        "それによって見逃すラベル付きの異常が{passed:.0%}以下になるように低く抑えてあります。"
        "ルールどおりの結果になるのは、予測が正しい範囲に限られます。"
    ),
}
