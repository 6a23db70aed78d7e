"""Sentences on examples that a person gives, in Japanese."""

SENTENCES: dict[str, str] = {
    "plan.told_taught": "お手本{count}枚を追加",
    "playground.lead_taught": "この検知器が見たのは、{normal}とお手本{count}枚だけです。",
    "evaluate.taught": (
        "{normal}の{detector}：{model}。正常なお手本{total}枚のうち{passed}枚が、"
        "標準の線で正常と判定される見込みです。どのお手本も、それを除いて教えた検知器と、"
        "それを除いて決めた線と二つ目の検査で判定しています。ほかの数値は、"
        "どれも学習に使っていない数字によるものです。"
    ),
    "evaluate.taught_one": (
        "{normal}の{detector}：{model}。教えた正常なお手本は1枚だけなので、"
        "それを除いて試すことができず、似たものがどう判定されるかはわかりません。数値はどれも、"
        "学習に使っていない数字によるものです。"
    ),
    "evaluate.subset_taught": (
        "お手本からの学習が数秒で済むように、テスト用の数字{total:,}個から、"
        "割合を保って{count:,}個を選んでいます。"
    ),
    "sidebar.taught": "{normal}のお手本：{count}枚。検知器に教えてあります。",
    "tray.twice": (
        "この画像はもうお手本に入っています。別に描いてください。何枚か描くと、"
        "字のばらつきがわかります。"
    ),
    "tray.full": (
        "トレイに入るお手本は{limit}枚までで、もういっぱいです。追加するには、"
        "どれかを外してください。"
    ),
    "tray.normal": "正常",
    "tray.anomaly": "異常",
    "tray.name": "お手本{number}、{kind}",
    "tray.remove": "お手本{number}（{kind}）を外す",
    "tray.label": "自分のお手本",
    "teach.normal": "これも正常",
    "teach.anomaly": "これは異常",
    "teach.invite": "判定がおかしいときは、自分の{normal}を検知器に教えましょう。",
    "teach.sample": "教えられるのは、描くかアップロードした数字です。サンプルは学習に使いません。",
    "teach.blank": "教えるには、まず数字を描いてください。",
    "teach.steps": "教えるには、「詳しく」の「前処理」で、すべてオンに戻してください。",
    "teach.base_gone": (
        "この検知器はほかの場所でお手本を教えたもので、元の検知器がここにないため、"
        "これ以上は教えられません。サイドバーで検知器を選び、それに教えてください。"
    ),
    "teach.title": "**自分のお手本{count}枚**",
    "teach.starting": "まもなく学習を始めます…",
    "teach.under_way": "お手本を学習中、残り{left}",
    "teach.again": "もう一度学習する",
    "teach.normals": (
        "正常としたお手本{total}枚のうち**{after}枚**が正常と判定される見込みです（教える前は"
        "**{before}枚**）。どのお手本も、それを除いて教えた検知器と、"
        "それを除いて決めた線と二つ目の検査で判定しています。"
    ),
    "teach.normals_one": (
        "正常としたお手本1枚のうち**{after}枚**が正常と判定されます（教える前は**{before}枚**）。"
        "この1枚は学習に使いました。2枚目があれば、1枚ずつ除いて試し、"
        "似たものがどう判定されるかを調べられます。"
    ),
    "teach.anomalies": "異常としたお手本{total}枚のうち**{after}枚**を検出します（教える前は**{before}枚**）。",
    "teach.still_flagged": "異常と判定",
    "teach.still_passed": "正常と判定",
    "teach.view": "検知器",
    "teach.before": "教える前",
    "teach.after": "教えた後",
    "teach.take_back": "取り消す",
    "teach.bring_back": "元に戻す",
    "teach.forget": "忘れさせる",
    "teach.forget_help": "お手本をすべて外し、教える前の検知器に戻します。お手本は後で元に戻せます。",
}
