"""Names and explanations of the settings of detectors and their training."""

SENTENCES: dict[str, str] = {
    "setting.unknown": "「{name}」という設定はありません。使える設定：{known}。",
    "setting.unreadable": (
        "「{value}」は{name}の値として読めません。latent=8、hidden=256,128、one_cycle=falseのように書いてください。"
    ),
    "setting.choice": "{name}が{value}になっています。次のどれかにしてください：{known}。",
    "plan.settings": "検知器{detector}の設定は{wanted}型でなければなりませんが、{given}型が渡されました。",
    "setting.range": "{name}が{value}になっています。{low}から{high}までの値にしてください。",
    "setting.told": "{name}：{value}",
    "setting.latent": "潜在変数の数",
    "setting.latent_help": (
        "数字の画像を、いくつの数に圧縮するかです。少ないと正常な数字もうまく再構成できません。"
        "784では圧縮にならず、異常な数字まで再構成されて見逃すことがあります。"
    ),
    "setting.hidden": "層",
    "setting.hidden_help": (
        "画像と潜在変数の間にある層の幅です。復元する側では逆順になります。幅が広いほど多くを学べますが、時間がかかります。"
    ),
    "setting.epochs": "エポック数",
    "setting.epochs_help": (
        "学習用の数字全体を何回繰り返すかです。増やすほど時間がかかり、効果はだんだん小さくなります。"
        "数字が少ないと1エポックが短いので、スライダーは「最小更新回数」（「詳しい設定」の中）に届くところから始まります。"
    ),
    "setting.learning_rate": "学習率",
    "setting.learning_rate_help": (
        "1バッチごとに重みを動かす幅です。小さすぎると学習が遅く、0.03あたりからはネットワークが崩壊して、"
        "どの数字も同じ画像に再構成します。"
    ),
    "setting.batch_size": "バッチサイズ",
    "setting.batch_size_help": (
        "重みを1回更新するまでに見る数字の数です。大きいと1エポックは速くなりますが、必要なエポック数が増えます。"
    ),
    "setting.least_updates": "最小更新回数",
    "setting.least_updates_help": (
        "数字が少ないと1エポックが短いので、更新がこの回数に届くまでエポックを増やします。"
    ),
    "setting.one_cycle": "学習率を上げてから下げる",
    "setting.one_cycle_help": (
        "学習率を1回だけ上げ下げします（one-cycle）。そのぶん大きな学習率を使えます。"
    ),
    "setting.weight_decay": "重み減衰",
    "setting.weight_decay_help": "重みを0に近づけます。記事では0.00001です。",
    "setting.channels": "フィルター数",
    "setting.channels_help": (
        "最初の層のフィルターの数です。2番目の層はその2倍になります。多いほど細かな違いを捉えますが、時間がかかります。"
    ),
    "setting.width": "層の幅",
    "setting.width_help": "画像と潜在変数の間にある層の幅です。圧縮側と復元側に2層ずつあります。",
    "setting.beta": "潜在変数の正則化",
    "setting.beta_help": (
        "潜在変数で数字を区別することへの罰則の強さです。0なら普通のオートエンコーダー、1ならELBOになります。"
        "大きすぎると、どの数字も同じように再構成されます。"
    ),
    "setting.noise": "画像のノイズ",
    "setting.noise_help": (
        "ピクセルのずれをどこまで許すかを、標準偏差で表します。大きくすると、潜在変数の正則化が相対的に強くなります。"
    ),
    "setting.components": "主成分の数",
    "setting.components_help": (
        "正常な数字のばらつきが大きい方向を、いくつ使うかです。少ないと正常な数字もうまく再構成できません。"
        "多すぎると、異常な数字を見逃すことがあります。"
    ),
    "setting.directions": "方向の数",
    "setting.directions_help": "線の縁の向きを、1周でいくつの方向に分けるかです。",
    "setting.evenness": "均等さ",
    "setting.evenness_help": (
        "違いをどれだけ均等に数えるかです。0では、正常な数字でばらつきが小さい違いほど重くなり、ノイズが目立ってきます。"
        "1,000では、すべてを同じ重みで数えます。"
    ),
    "setting.neighbours": "近傍の数",
    "setting.neighbours_help": "最もよく似た正常な数字を、いくつ使って比べるかです。",
    "setting.restraint": "組み合わせの抑制",
    "setting.restraint_help": (
        "近傍の数字を自由に組み合わせすぎないようにします。弱いと異常な数字までうまく再現し、"
        "強いと近傍の平均との比較になります。"
    ),
    "setting.score": "異常度の測り方",
    "setting.score_help": "何をもって異常とするかです。異常度だけが変わり、学習する内容は変わりません。",
    "setting.cycle": "再構成の重み",
    "setting.cycle_help": (
        "数字が元どおりに戻ることを、学習でどれだけ重視するかです。論文と同じ0では、"
        "同じ種類の別の数字になって戻ることがよくあります。"
    ),
    "setting.alpha": "差分の重み",
    "setting.alpha_help": (
        "異常度のうち、ピクセルの差分が占める割合です。残りは識別器から見た違いです。論文では0.9です。"
    ),
    "setting.discriminator": "識別器による測り方",
    "setting.discriminator_help": (
        "元の数字と再構成が識別器でどれだけ違って見えるか、または識別器がその数字をどれだけ作り物と疑うかで測ります。"
    ),
    "setting.divergence": "潜在変数の正則化",
    "setting.divergence_help": (
        "潜在変数で数字を区別することへの罰則の強さです。大きいほど、どの数字も似た形に再構成されます。"
    ),
    "setting.adversarial": "識別器の重み",
    "setting.adversarial_help": "再構成が本物の数字として通用することを、どれだけ重視するかです。",
    "setting.search_steps": "探索の回数",
    "setting.search_steps_help": (
        "生成した数字を、判定する数字に近づける更新の回数です。論文では500回です。"
    ),
    "setting.search_rate": "探索の幅",
    "setting.search_rate_help": "1回の更新で動かす幅です。",
    "setting.discrimination": "識別器の差分の重み",
    "setting.discrimination_help": (
        "異常度のうち、識別器から見た差分が占める割合です。残りはピクセルの差分です。論文では0.1です。"
    ),
    "setting.prior": "よくある数字の優先",
    "setting.prior_help": (
        "めったに生成されない数字に向かう探索への罰則の強さです。論文と同じ0では、異常な数字まで見つけてしまうことがよくあります。"
    ),
    "setting.most_digits": "正常な学習用の数字",
    "setting.most_digits_help": (
        "学習に使う正常な数字の数です。1個だけでは、それを丸暗記してしまいます。"
    ),
    "setting.contamination": "異常の混入率",
    "setting.contamination_help": (
        "現実のデータのように、気付かれずに混ざった異常な数字の割合です。学習したものは異常に見えなくなります。"
        "較正用の数字には混ぜません。"
    ),
    "setting.seed": "乱数シード",
    "setting.seed_help": (
        "重みの初期値や数字の順番を決める乱数の出発点です。同じ乱数シードからは同じ検知器ができます。"
    ),
    "choice.elbo": "負のELBO",
    "choice.features": "識別器の特徴量の差分",
    "choice.cross_entropy": "識別器の疑い（交差エントロピー）",
    "choice.absolute": "差分の合計",
    "choice.squared": "差分の二乗の合計",
    "choice.relative": "インク量に対する差分の二乗の割合",
}
