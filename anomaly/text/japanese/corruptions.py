"""Sentences on digits that are damaged on purpose."""

SENTENCES: dict[str, str] = {
    "corruption.unknown": "「{name}」という加工はありません。使える加工：{known}。",
    "corruption.range": (
        "「{name}」の強さ{strength:g}は範囲外です。{smallest:g}から{largest:g}までにしてください。"
    ),
    "corruption.none_held_out": (
        "この検知器はマークの画像をすべて学習に使ったため、加工できる未知の画像がありません。"
        "もう1つ描いて、プレイグラウンドで傷をつけてみてください。"
    ),
    "corruption.intact": "元のまま",
    "corruption.shift": "ずらす",
    "corruption.rotate": "回す",
    "corruption.shear": "ゆがめる",
    "corruption.thicken": "太くする",
    "corruption.thin": "細くする",
    "corruption.blur": "ぼかす",
    "corruption.noise": "ノイズ",
    "corruption.cut": "欠け",
    "corruption.speck": "しみ",
    "corruption.scratch": "すり傷",
    "corruption.unit_shift": "{value} px",
    "corruption.unit_rotate": "{value}°",
    "corruption.unit_shear": "{value}",
    "corruption.unit_thicken": "{value} px",
    "corruption.unit_thin": "{value} px",
    "corruption.unit_blur": "{value} px",
    "corruption.unit_noise": "{value}",
    "corruption.unit_cut": "{value} px",
    "corruption.unit_speck": "{value} px",
    "corruption.unit_scratch": "{value} px",
    "damage.title": "傷をつける",
    "damage.harmless": "無害：同じ数字のまま",
    "damage.harmful": "有害：一か所の欠陥",
    "damage.hint": "スライダーを動かすと、判定と画像が変わります。元の数字はそのまま残ります。",
    "damage.none": "傷をつける数字がありません。数字を描くか、サンプルから選んでください。",
    "damage.slow": (
        "この検知器は1枚の画像に数秒かけて探索するため、スライダーに追いつけません。「検知器」で別のものを選んでください。"
    ),
    "damage.damaged": "傷をつけた画像",
    "damage.harmless_only": "同じ数字のままなので、判定は変わらないはずです。",
    "damage.found": (
        "欠陥の場所が見つかりました：差分が大きい上位{size}ピクセルのうち、{hits}ピクセルがその場所です。"
    ),
    "damage.not_found": (
        "欠陥の場所は見つかりませんでした：差分が大きい上位{size}ピクセルのうち、その場所は{hits}ピクセルだけです。"
    ),
    "damage.nothing": "この場所では、欠陥をつけても何も変わりません。別の場所で試してください。",
    "damage.reset": "傷を消す",
    "damage.elsewhere": "別の場所",
    "damage.outline": "輪郭",
    "damage.outline_why": "傷のあるピクセルを、差分の上に輪郭で示します",
    "corruption.not_pictures": (
        "加工する画像は、形が(28, 28)、(N, 28, 28)、(N, 1, 28, 28)のどれかで、"
        "0から1までの明るさを持つ浮動小数点の配列でなければなりません。渡されたもの：{given}。"
    ),
    "corruption.not_one": "形が(28, 28)の画像を1枚渡してください。{count:,}枚あります。",
    "corruption.flagged": "強さ別の異常判定",
    "corruption.overlap": "場所の発見",
    "corruption.hover": "{kind} {strength}",
    "corruption.harmless": "無害",
    "corruption.harmful": "有害",
    "corruption.column_corruption": "加工",
    "corruption.column_strength": "強さ",
    "corruption.column_kind": "種類",
    "corruption.column_flagged": "異常判定",
    "corruption.column_limits": "二つ目の検査込み",
    "corruption.column_pixel_auroc": "ピクセルAUROC",
    "corruption.column_overlap": "領域の重なり",
    "corruption.column_found": "発見",
    "evaluate.corruptions": "何を異常と取り違えるか",
    "evaluate.corruptions_why": (
        "テスト用の正常な数字を、わざと加工します。ずらしたり、回したり、細くしたり、ノイズを加えたりしても同じ数字なので、"
        "異常と判定すれば誤検知です。欠け、しみ、すり傷なら、決まった場所に欠陥があります。"
        "検知器はその数字を異常と判定し、差分はその場所を示すはずです。"
    ),
    "evaluate.corruptions_measure": "{count:,}個の数字を加工して測る",
    "corruption.judged_both": "異常度と二つ目の検査",
    "corruption.judged_score": "異常度だけ",
    "evaluate.corruptions_how": (
        "テストセットの{normal}{count:,}個を、閾値{threshold}で判定しました（判定の基準：{judged}）。"
        "加工する前に異常と判定されるのは{intact}です。色が濃いマスほど誤りが多く、"
        "マスを指すと強さが表示されます。差分がどれだけ場所を示すかは、領域の重なりで表します（偶然なら15%）。"
    ),
    "report.corruptions_both": "わざと加工したテスト用の数字（異常度と二つ目の検査で判定）",
    "report.corruptions_score": "わざと加工したテスト用の数字（異常度だけで判定）",
    "cli.corruptions": (
        "テスト用の正常な数字をわざと加工し、異常と判定した割合と、差分が傷の場所をどれだけ示すかを表示する"
    ),
    "cli.corruptions_lead": (
        "テスト用の正常な数字{count:,}個をわざと加工し、閾値{threshold:.2f}で判定しました。"
        "異常という判定は、無害な加工なら誤検知、有害な加工なら検出です。"
        "異常度だけの判定と、インクと形を調べる二つ目の検査も合わせた判定を示します。領域の重なりは、偶然なら0.15です。"
    ),
}
