"""Sentences of the lesson's last four steps: score, threshold, failures, and what lies beyond."""

SENTENCES: dict[str, str] = {
    "lesson.one_number_title": "1つの数に",
    "lesson.one_number_text": (
        "差分には784個の値があります。判定に必要なのは1つの数なので、全画素の差分を足します。これが異常度です。グラフは、"
        "学習に使っていない「1」の異常度です。点線は閾値で、そこから右は異常と判定されます。"
    ),
    "lesson.one_number_question": "この「9」の差分を足していきます。印はどこで止まるでしょうか。",
    "lesson.one_number_choice_zero": "0の近く",
    "lesson.one_number_choice_among": "「1」の山の中",
    "lesson.one_number_choice_far": "ほとんどの「1」より右",
    "lesson.one_number_answer": (
        "ネットワークは「9」からも「1」を作るため、「9」の輪が差分として残り、それが積み重なります。"
    ),
    "lesson.one_number_next": "次は、自分で描いた数字や、ほかの数字の差分を足してみましょう。",
    "lesson.one_number_input": "入力",
    "lesson.one_number_rebuilt": "再構成",
    "lesson.one_number_difference": "差分",
    "lesson.one_number_own": "あなた",
    "lesson.one_number_sample": "「{{label}}」",
    "lesson.one_number_adder": "行ごとに足していく差分",
    "lesson.one_number_play": "足す",
    "lesson.one_number_stop": "止める",
    "lesson.one_number_place": "足した行",
    "lesson.one_number_row": "28行中{{row}}行：{{sum}}",
    "lesson.one_number_formula": "異常度＝Σ|入力−再構成|＝{{sum}}",
    "lesson.one_number_histogram": "学習に使っていない「1」の異常度のヒストグラムと、数字の印",
    "lesson.one_number_axis": "学習に使っていない「1」の異常度",
    "lesson.one_number_line": "閾値",
    "lesson.one_number_beyond": "異常度は{{score}}。学習に使っていない「1」の{{share}}%より高く、閾値以上です。異常と判定します。",
    "lesson.one_number_beyond_all": "異常度は{{score}}。学習に使っていないどの「1」よりも高く、閾値以上です。異常と判定します。",
    "lesson.one_number_within": "異常度は{{score}}。学習に使っていない「1」の{{share}}%より高いですが、閾値より下です。正常と判定します。",
    "lesson.line_title": "閾値の線をどこに引くか",
    "lesson.line_text": (
        "今度は、「7」だけを学習した別のネットワークです。グラフは、「7」と「9」を混ぜて入れたときの異常度です。"
        "どの棒が「7」でどの棒が「9」かは、まだ見えません。右を異常と判定する閾値の線を、よいと思う位置へ動かしてください。"
    ),
    "lesson.line_question": "線の位置を決められるのは誰でしょうか。",
    "lesson.line_choice_network": "「7」を学習したネットワーク",
    "lesson.line_choice_picture": "このグラフを見た人",
    "lesson.line_choice_costs": "間違えるとどれだけ困るかを知る人",
    "lesson.line_answer": (
        "どこに引いても、見逃しか誤検知が出ます。どれだけ困るか（コスト）は、グラフではわかりません。"
        "ブレーキの見逃しは事故になるので、誤検知の10倍にしました。"
    ),
    "lesson.line_next": "コストを変えてみてください。",
    "lesson.line_histogram": "異常度のヒストグラム",
    "lesson.line_threshold": "閾値",
    "lesson.line_axis": "異常度",
    "lesson.line_line": "閾値{{score}}",
    "lesson.line_beyond": "{{all}}枚のうち{{count}}枚が閾値の線より右にあります。",
    "lesson.line_mistakes": "「9」の見逃し{{missed}}枚、誤検知{{falseAlarms}}枚",
    "lesson.line_legend": "塗りつぶし：「7」　しま模様：「9」　下の曲線：線の位置ごとのコスト",
    "lesson.line_curve": "線の位置ごとのコスト。矢印はコストが最小の位置",
    "lesson.line_missed": "「9」の見逃し{{missed}}枚",
    "lesson.line_false_alarms": "誤検知{{falseAlarms}}枚",
    "lesson.line_cost_missed": "見逃し1枚のコスト：{{cost}}",
    "lesson.line_cost_false_alarm": "誤検知1枚のコスト：{{cost}}",
    "lesson.line_total": "この線のコストは{{cost}}、コストが最小の線では{{least}}です。",
    "lesson.line_is_cheapest": "この線のコストは{{cost}}で、これが最小です。",
    "lesson.line_go": "コストが最小の線へ",
    "lesson.failures_title": "うまくいかないとき",
    "lesson.failures_text": (
        "いつもうまくいくとは限りません。3つの実験をしましょう。「8」だけを学習した場合、学習に「9」が混ざった場合、"
        "飾りのある「1」（上のはねと下の横線）を学習していない場合です。"
    ),
    "lesson.failures_question": "「8」だけを学習したネットワークに「1」を入れます。どうなるでしょうか。",
    "lesson.failures_choice_anomaly": "何も作れず、異常と判定される",
    "lesson.failures_choice_eight": "「8」を作り、異常と判定される",
    "lesson.failures_choice_passes": "「1」に近いものを作り、正常と判定される",
    "lesson.failures_answer": (
        "少しぼやけた「1」ができます。「1」は「8」の一部に似ていて、線が少なく、間違えるところもわずかです。"
        "そのため差分が小さく、正常と判定されます。"
    ),
    "lesson.failures_next": "3つの実験をすべて試してください。",
    "lesson.failures_tabs": "実験",
    "lesson.failures_tab_eights": "「8」だけ",
    "lesson.failures_tab_mixed": "「9」の混入",
    "lesson.failures_tab_taught": "飾りのある「1」",
    "lesson.failures_eights_text": "「8」だけを学習したネットワークに「1」を入れています。差分をインクの量で割って、測り直してみましょう。",
    "lesson.failures_mixed_text": "「1」を学習させましたが、「9」が混ざっていることに誰も気づきませんでした。割合を動かして、「9」の再構成を見てください。",
    "lesson.failures_taught_text": "飾りのある「1」を書く人もいますが、このネットワークは学習していません。飾りのある「1」を描いてから、学習させましょう。",
    "lesson.failures_sample_input": "入力（見本）",
    "lesson.failures_own_input": "あなたの入力",
    "lesson.failures_rebuilt": "再構成",
    "lesson.failures_difference": "差分",
    "lesson.failures_histogram": "学習に使っていない数字の異常度のヒストグラム",
    "lesson.failures_line": "閾値",
    "lesson.failures_waiting": "まず質問に答えてください。結果はそのあとで見られます。",
    "lesson.failures_passes": "異常度{{score}}、このネットワークの閾値{{line}}：正常と判定します。",
    "lesson.failures_anomaly": "異常度{{score}}、このネットワークの閾値{{line}}：異常と判定します。",
    "lesson.failures_eights_score": "異常度の測り方",
    "lesson.failures_eights_absolute": "差分",
    "lesson.failures_eights_relative": "差分÷インク",
    "lesson.failures_eights_legend": "塗りつぶし：「8」　しま模様：「1」",
    "lesson.failures_closed_legend": "塗りつぶし：学習した種類の数字",
    "lesson.failures_eights_rank": "学習に使っていない「8」の{{share}}%より高い値です。",
    "lesson.failures_eights_why": "「1」のうち検出できるのは{{caught}}%です。",
    "lesson.failures_eights_mended": "「1」の異常度は、「8」の左から右へ移りました。それでも、検出できるのは{{caught}}%です。差分だけでは見つけられません。",
    "lesson.failures_mixed_share": "「9」の混入：{{share}}%",
    "lesson.failures_mixed_legend": "塗りつぶし：「1」　しま模様：「9」",
    "lesson.failures_mixed_caught": "学習に使っていない「9」のうち、検出できるのは{{caught}}%です。",
    "lesson.failures_taught_sample": "飾りのある「1」の例",
    "lesson.failures_taught_teach": "150枚を学習させる",
    "lesson.failures_taught_forget": "学習させる前に戻す",
    "lesson.failures_taught_legend": "塗りつぶし：「1」　しま模様：飾りのある「1」",
    "lesson.failures_taught_caught": "学習に使っていない飾りのある「1」のうち、異常と判定されるのは{{caught}}%です。",
    "lesson.failures_taught_unflagged": "描いた「1」は通りました。上のはねと下の横線を長くするか、例を使ってください。",
    "lesson.beyond_title": "その先へ",
    "lesson.beyond_text": (
        "GANは、2つのネットワークからなります。生成器は数字を作り出します。識別器が、それが本物かどうかを見分けます。"
        "これを使う「1」の検知器を3つ見ましょう。あなたの数字をどう再構成するでしょうか。"
    ),
    "lesson.beyond_question": "AnoGANにはエンコーダーがありません。あなたの数字に最も近い「1」を、どう見つけるのでしょうか。",
    "lesson.beyond_choice_store": "保存した「1」の中から選ぶ",
    "lesson.beyond_choice_search": "少しずつ探す",
    "lesson.beyond_choice_critic": "識別器に教えてもらう",
    "lesson.beyond_answer": (
        "でたらめな値から始めて、「1」があなたの数字に近づくように、潜在変数を少しずつ変えます。ほかの2つは、"
        "エンコーダーも学習しています。"
    ),
    "lesson.beyond_next": "3つとも見て、最後にベンチマークを開いてください。",
    "lesson.beyond_tabs": "検知器",
    "lesson.beyond_tab_benchmark": "ベンチマーク",
    "lesson.beyond_anogan_text": "AnoGANは探して見つけます。でたらめな値から始めて、「1」があなたの数字に近づくように、潜在変数を少しずつ変えます。",
    "lesson.beyond_efficientgan_text": "エンコーダーが潜在変数の値をすぐに求めます。潜在変数を0からその値まで動かしたとき、生成器が作る画像の変化です。",
    "lesson.beyond_anovaegan_text": (
        "識別器の付いたオートエンコーダーです。エンコーダーは、潜在変数がありそうな範囲を求めます。"
        "その範囲からいくつか選んで画像を作り、最後に中心の値で作ります。"
    ),
    "lesson.beyond_benchmark_text": (
        "検知器は1種類の数字だけを学習し、ほかの数字をすべて異常として見つけます。平均は{{best}}が最高です。"
        "最も単純でわかりやすいオートエンコーダーは、難しい「8」などが苦手です。"
    ),
    "lesson.beyond_input": "入力",
    "lesson.beyond_generated": "生成",
    "lesson.beyond_difference": "差分",
    "lesson.beyond_chart": "回ごとの差分と、潜在変数の値",
    "lesson.beyond_code": "潜在変数",
    "lesson.beyond_play": "再生",
    "lesson.beyond_stop": "止める",
    "lesson.beyond_place": "回",
    "lesson.beyond_frame": "{{steps}}回中{{step}}回目：差分{{sum}}。",
    "lesson.beyond_waiting": "まず質問に答えてください。様子はそのあとで見られます。",
    "lesson.beyond_computing": "計算中…",
    "lesson.beyond_failed": "結果が得られませんでした。「再生」でもう一度試してください。",
    "lesson.beyond_passes": "この検知器は、独自の求め方で異常度を出します。異常度{{score}}、閾値{{line}}：正常です。",
    "lesson.beyond_anomaly": "この検知器は、独自の求め方で異常度を出します。異常度{{score}}、閾値{{line}}：異常です。",
    "lesson.beyond_table": "正常とする数字ごとのAUROC（異常のほうが異常度が高くなる確率）。当てずっぽうなら.50、決して間違えなければ1。",
    "lesson.beyond_detector": "検知器",
    "lesson.beyond_mean": "平均",
    "lesson.beyond_read": "さらに読む",
    "lesson.beyond_paper": "{{title}}：{{authors}}",
    "lesson.beyond_closing": "まとめ：正常なものだけを学習し、うまく再構成できないものを異常とします。閾値は、間違えるとどれだけ困るかを知る人が決めます。",
}
