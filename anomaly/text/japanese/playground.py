"""Sentences of the first screen in Japanese: the verdict, what stands beside it, what More opens."""

SENTENCES: dict[str, str] = {
    "verdict.normal": "正常：異常度{score}、線（{threshold}）より下",
    "verdict.normal_close": "正常（僅差）：異常度{score}、線（{threshold}）のわずかに下",
    "verdict.anomaly": "異常：異常度{score}、線（{threshold}）より上",
    "verdict.anomaly_close": "異常（僅差）：異常度{score}、線（{threshold}）のわずかに上",
    "verdict.anomaly_on": "異常（僅差）：異常度{score}、線とちょうど同じ",
    "verdict.anomaly_times": "異常：異常度{score}、線（{threshold}）の{times}倍",
    "verdict.anomaly_limits": "異常：{reason}（異常度{score}は線より下）",
    "verdict.limits_what": "二つ目の検査とは？",
    "verdict.limits": "二つ目の検査：{reason}",
    "verdict.limits_why": (
        "インクが少ないと、再構成を間違える所も少ないので、"
        "短い横線でも異常度が低くなることがあります。そこで二つ目の検査では、インクの量、大きさ、"
        "傾き、横や縦の棒を調べ、基準にした{normal}のどれよりも外れていれば異常と判定します。"
        "結果と切り替えは「詳しく」にあります。"
    ),
    "verdict.limits_passed": "二つ目の検査：合格。インクも形も{normal}の範囲内です。",
    "verdict.limits_all": "二つ目の検査：{reasons}。",
    "verdict.limits_off": "二つ目の検査：オフ。",
    "verdict.normal_far": "明らかに正常：異常度{score}、線（{threshold}）より下",
    "verdict.anomaly_far": "明らかに異常：異常度{score}、線（{threshold}）より上",
    "verdict.anomaly_times_far": "明らかに異常：異常度{score}、線（{threshold}）の{times}倍",
    "verdict.close_band": "僅差：再標本化した閾値{count}個のうち、{agree}個が同じ判定",
    "verdict.blank": "判定できません：{reason}",
    "verdict.close": "なぜ僅差なのですか？",
    "verdict.close_why": (
        "線は、学習に使っていない{normal}から決めています。"
        "別の{normal}を使えば線は少し左右にずれ、この画像が反対側に入るかもしれません。"
        "この判定だけに頼らないでください。"
    ),
    "verdict.missing": "正常と判定しましたが、インクの{share}は再構成されていません",
    "verdict.missing_why": (
        "異常度は、各ピクセルの違いを足し合わせたものです。単純な形は間違えるインクが少ないので、"
        "再構成で大部分が消えていても、閾値の線を超えないことがあります。"
        "「検知器の比較」の『「1」が「8」として通ってしまうのはなぜか』で確かめられます。"
    ),
    "verdict.missing_link": "「検知器の比較」を開く",
    "closest.seen": "学習した中でいちばん近い{normal}",
    "closest.at_hand": "使用中の数字の中でいちばん近い{normal}",
    "closest.picture": "近い順に{place}番目",
    "limits.switch": "二つ目の検査",
    "limits.switch_help": (
        "インクの量、大きさ、傾き、棒が、正常なもののどれよりも外れていれば、"
        "異常度によらず異常と判定します。オフにすると、異常度だけで判定します。"
    ),
    "verdict.share": "学習に使っていない{normal}のうち、{share}ものより高い異常度です。",
    "verdict.p_value": (
        "学習に使っていない{normal}{total}個のうち、異常度がこれ以上のものは{count}個。"
        "これも数えると{total_in}個中{count_in}個：コンフォーマルp値{p}。"
    ),
    "notice.several": "数字が2つ以上あるようです",
    "notice.several_why": (
        "検知器が判定できるのは、一度に1つの数字だけです。キャンバスに描いたものは、"
        "全部まとめて一枚の小さな画像になるので、どの数字とも違ってしまいます。消去して、"
        "1つだけ描いてください。アップロードした画像では、そのうち1つを判定します。"
        "「アップロード」で別のものをクリックすると、そちらを判定します。"
    ),
    "notice.filled": "ペンの線ではなく、塗りつぶした形のようです",
    "notice.filled_why": (
        "前処理ではペンの動いた跡を探しますが、塗りつぶした形には跡がありません。そのため、"
        "モデルに渡る画像は描いたものとほとんど別物です。塗りつぶさずに、線で描いてください。"
    ),
    "notice.ground": "無地の背景に書いたものではないようです",
    "notice.ground_why": (
        "前処理では、背景から浮き出ているものをすべてインクとみなします。"
        "物の表面や物を写した画像では、ざらつき、縁、影をインクと取り違え、"
        "それを判定してしまいます。元の画像と見つかったインクは、"
        "「アップロード」で見比べられます。"
    ),
    "notice.steps": "オフの前処理：{names}",
    "notice.steps_why": (
        "モデルは、前処理をすべて済ませた画像で学習しています。「詳しく」の「前処理」で、"
        "オンに戻してください。"
    ),
    "upload.original": "元の画像",
    "upload.marks": "数字らしいものが2つ以上あります。判定したいものをクリックしてください。",
    "upload.mark": "{count}個中の{number}個目",
    "upload.mark_judged": "{count}個中の{number}個目を判定中",
    "upload.ink": "見つかったインク",
    "upload.digit": "モデルに渡る画像",
    "digits.word_0": "「0」",
    "digits.word_1": "「1」",
    "digits.word_2": "「2」",
    "digits.word_3": "「3」",
    "digits.word_4": "「4」",
    "digits.word_5": "「5」",
    "digits.word_6": "「6」",
    "digits.word_7": "「7」",
    "digits.word_8": "「8」",
    "digits.word_9": "「9」",
    "digits.word_rest": "ほかの数字",
    # What stands in double braces the browser fills in.
    "threshold.more": "詳しく",
    "threshold.less": "閉じる",
    "threshold.line_by_rule": "線：{{rule}}",
    "threshold.line_by_hand": "線：手で設定",
    "threshold.spelt_both": "{{first}}、{{second}}。",
    "threshold.spelt_one": "{{first}}。",
    "threshold.false_alarms_none": "{normal}{{total}}個に誤検知なし",
    "threshold.false_alarms_one": "{normal}{{total}}個のうち1個を誤検知",
    "threshold.false_alarms_many": "{normal}{{total}}個のうち{{count}}個を誤検知",
    "threshold.missed_none": "{anomalous}{{total}}個に見逃しなし",
    "threshold.missed_one": "{anomalous}{{total}}個のうち1個を見逃し",
    "threshold.missed_many": "{anomalous}{{total}}個のうち{{count}}個を見逃し",
}
