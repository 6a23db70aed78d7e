"""Sentences of the lesson's last four steps: score, threshold, failures, and what lies beyond."""

SENTENCES: dict[str, str] = {
    "lesson.one_number_title": "ひとつの数に",
    "lesson.one_number_text": (
        "差分には784個の値があります。判定に必要なのはひとつの数なので、全画素の差分を足します。これが異常度です。"
        "ヒストグラムは、見たことのない「1」の異常度です。"
    ),
    "lesson.one_number_question": "この「9」の差分を足していきます。印はどこで止まるでしょうか。",
    "lesson.one_number_choice_zero": "0の近く",
    "lesson.one_number_choice_among": "「1」の山の中",
    "lesson.one_number_choice_far": "ほとんどの「1」より右",
    "lesson.one_number_answer": (
        "「9」からも「1」を作るため、「9」の輪が差分として残り、積み重なります。"
        "次は、自分で描いた数字や選んだ数字で足してみましょう。"
    ),
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
    "lesson.one_number_histogram": "見たことのない「1」の異常度のヒストグラムと、数字の印",
    "lesson.one_number_axis": "見たことのない「1」の異常度",
    "lesson.one_number_line": "閾値",
    "lesson.one_number_beyond": (
        "異常度は{{score}}。見たことのない「1」の{{share}}%より高く、閾値以上です。異常と判定します。"
    ),
    "lesson.one_number_within": (
        "異常度は{{score}}。見たことのない「1」の{{share}}%より高いものの、閾値より下です。正常と判定します。"
    ),
    "lesson.one_number_missing": "ネットワークを読み込めませんでした。ページを再読み込みしてください。",
    "lesson.line_title": "線をどこに引くか",
    "lesson.line_text": (
        "別のネットワークは「7」を学びました。これは、流れてきた「7」と「9」の異常度です。どれがどちらかはわかりません。"
        "線より右を異常と判定します。よいと思う位置へ線を動かしてください。"
    ),
    "lesson.line_question": "線の正しい位置を決められるのは誰でしょうか。",
    "lesson.line_choice_network": "「7」を知っているネットワーク",
    "lesson.line_choice_picture": "このヒストグラムを見た人",
    "lesson.line_choice_costs": "間違いのコストを知っている人",
    "lesson.line_answer": (
        "どこに引いても「9」を見逃すか「7」を止めてしまいます。どちらが困るかは図からはわからず、"
        "コストを知る専門家が閾値を決めます。コストを変えてみてください。"
    ),
    "lesson.line_histogram": "異常度のヒストグラム",
    "lesson.line_threshold": "閾値",
    "lesson.line_axis": "異常度",
    "lesson.line_line": "閾値{{score}}",
    "lesson.line_beyond": "{{all}}個のうち{{count}}個が線より右にあります。",
    "lesson.line_mistakes": "「9」の見逃し{{missed}}個、誤検知{{falseAlarms}}個",
    "lesson.line_legend": "塗りつぶし：「7」　しま模様：「9」　下の曲線：線ごとのコスト",
    "lesson.line_curve": "線ごとのコスト。矢印はコスト最小の線",
    "lesson.line_missed": "「9」の見逃し{{missed}}個",
    "lesson.line_false_alarms": "誤検知{{falseAlarms}}個",
    "lesson.line_cost_missed": "見逃し1個のコスト：{{cost}}",
    "lesson.line_cost_false_alarm": "誤検知1個のコスト：{{cost}}",
    "lesson.line_total": "この線のコストは{{cost}}、コスト最小の線では{{least}}です。",
    "lesson.line_is_cheapest": "この線のコストは{{cost}}。これより小さい線はありません。",
    "lesson.line_go": "コスト最小の線へ",
    "lesson.failures_title": "うまくいかないとき",
    "lesson.failures_text": (
        "いつもうまくいくとは限りません。三つの実験をしましょう。「8」しか知らない場合、"
        "学習に異常が混ざった場合、旗と足のある「1」を見たことがない場合です。"
    ),
    "lesson.failures_question": "「8」だけを学んだネットワークに「1」を見せます。どうなるでしょうか。",
    "lesson.failures_choice_anomaly": "「8」ではないので異常",
    "lesson.failures_choice_eight": "「8」になり、異常度が高い",
    "lesson.failures_choice_passes": "正常と判定される",
    "lesson.failures_answer": "「1」はインクが少なく、再構成がまずくても差分は大きくなりません。三つの実験をすべて試してください。",
    "lesson.failures_tab_eights": "「8」だけ",
    "lesson.failures_tab_mixed": "混ざった学習",
    "lesson.failures_tab_taught": "旗と足",
    "lesson.failures_eights_text": "「8」を知っているネットワークに「1」を見せています。差分をインクの量で割って測り直してみましょう。",
    "lesson.failures_mixed_text": "「1」を学ばせましたが、「9」が混ざっていることに誰も気づきませんでした。割合を動かして「9」を見てください。",
    "lesson.failures_taught_text": "「1」に旗と足を付けて書く人もいますが、このネットワークは見たことがありません。そんな「1」を描いてから教えましょう。",
    "lesson.failures_input": "入力",
    "lesson.failures_rebuilt": "再構成",
    "lesson.failures_difference": "差分",
    "lesson.failures_histogram": "見たことのない数字の異常度のヒストグラム",
    "lesson.failures_line": "閾値",
    "lesson.failures_waiting": "まず質問に答えてください。結果はそのあとで見られます。",
    "lesson.failures_missing": "ネットワークを読み込めませんでした。ページを再読み込みしてください。",
    "lesson.failures_passes": "異常度{{score}}、閾値{{line}}：正常と判定します。",
    "lesson.failures_anomaly": "異常度{{score}}、閾値{{line}}：異常と判定します。",
    "lesson.failures_eights_score": "異常度の測り方",
    "lesson.failures_eights_absolute": "差分",
    "lesson.failures_eights_relative": "差分÷インク",
    "lesson.failures_eights_legend": "塗り：「8」\u3000しま：「1」",
    "lesson.failures_eights_rank": "見たことのない「8」の{{share}}%より高い値です。",
    "lesson.failures_eights_why": "「1」のうち検出できるのは{{caught}}%です。",
    "lesson.failures_eights_mended": (
        "「1」は「8」の左から右へ移りました。それでも検出できるのは{{caught}}%です。この差分だけでは足りません。"
    ),
    "lesson.failures_mixed_share": "「9」の混入：{{share}}%",
    "lesson.failures_mixed_legend": "塗り：「1」\u3000しま：「9」",
    "lesson.failures_mixed_caught": "見たことのない「9」のうち検出できるのは{{caught}}%です。",
    "lesson.failures_taught_sample": "旗と足の例",
    "lesson.failures_taught_teach": "150個を教える",
    "lesson.failures_taught_forget": "教える前に戻す",
    "lesson.failures_taught_legend": "塗り：「1」\u3000しま：旗と足のある「1」",
    "lesson.failures_taught_caught": "見たことのない旗と足のある「1」のうち、異常と判定されるのは{{caught}}%です。",
    "lesson.beyond_title": "その先へ",
    "lesson.beyond_text": (
        "GANでは、生成器が数字を作り出し、識別器が本物と見分けます。これを使う「1」の検知器を三つ見ましょう。"
        "あなたの数字をどう再構成するでしょうか。"
    ),
    "lesson.beyond_question": "AnoGANにはエンコーダーがありません。あなたの数字に最も近い「1」をどう見つけるのでしょうか。",
    "lesson.beyond_choice_store": "保存した「1」の中から選ぶ",
    "lesson.beyond_choice_search": "少しずつ探す",
    "lesson.beyond_choice_critic": "識別器に教えてもらう",
    "lesson.beyond_answer": (
        "最初の見当から、「1」が近づくように潜在変数を少しずつ変えます。"
        "ほかの二つはエンコーダーも学習します。三つとも見てください。"
    ),
    "lesson.beyond_tab_benchmark": "ベンチマーク",
    "lesson.beyond_anogan_text": "探索です。ここではでたらめな潜在変数から始めます。一歩ごとに潜在変数を変え、生成した「1」をあなたの数字に近づけます。",
    "lesson.beyond_efficientgan_text": "探索はしません。エンコーダーが潜在変数をすぐに求めます。ゼロからその値までの途中で生成器が描くものを見せます。",
    "lesson.beyond_anovaegan_text": "識別器の付いたオートエンコーダーです。エンコーダーは潜在変数のありそうな範囲を求めます。その中のいくつかと、最後に中心を描きます。",
    "lesson.beyond_benchmark_text": "検知器はひとつの数字を学び、ほかのすべてを異常として見つけます。",
    "lesson.beyond_input": "入力",
    "lesson.beyond_generated": "生成",
    "lesson.beyond_difference": "差分",
    "lesson.beyond_chart": "一歩ごとの差分と、潜在変数の値",
    "lesson.beyond_code": "潜在変数",
    "lesson.beyond_play": "再生",
    "lesson.beyond_stop": "止める",
    "lesson.beyond_place": "ステップ",
    "lesson.beyond_frame": "{{steps}}ステップ中{{step}}：差分{{sum}}。",
    "lesson.beyond_waiting": "まず質問に答えてください。様子はそのあとで見られます。",
    "lesson.beyond_computing": "計算中…",
    "lesson.beyond_failed": "結果が得られませんでした。「再生」でもう一度試してください。",
    "lesson.beyond_passes": "検知器の異常度は{{score}}、閾値は{{line}}：正常です。",
    "lesson.beyond_anomaly": "検知器の異常度は{{score}}、閾値は{{line}}：異常です。",
    "lesson.beyond_table": "正常とする数字ごとのAUROC。1ならすべての異常を見つけ、.50なら当てずっぽうと同じです。濃いほど優れています。",
    "lesson.beyond_detector": "検知器",
    "lesson.beyond_mean": "平均",
    "lesson.beyond_read": "さらに読む",
    "lesson.beyond_paper": "{{title}}：{{authors}}",
}
