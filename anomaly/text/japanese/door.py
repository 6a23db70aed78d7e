"""Sentences with which the server refuses a request or a connection, and of its settings."""

SENTENCES: dict[str, str] = {
    "door.ready": "アプリの準備ができました：{url} 。Ctrl+Cで終了します。",
    "door.teachers_key": "先生は {page} で次のキーを入力するとクラスを始められます：{secret}",
    "door.teachers_own_key": "先生は {page} で{variable}のキーを入力するとクラスを始められます。",
    "door.ready_for_others": "同じネットワークのほかの端末からは：{url}",
    "door.per_address": "ANOMALY_CONNECTIONS_PER_ADDRESSの「{given}」は1から65535までの整数ではありません。{used}を使います。",
    "door.few_descriptors": (
        "このプロセスが同時に開けるファイルと接続はシステムの設定で{limit}個までなので、1つのアドレスからの接続は{share}個までになります。"
        "40人のクラスが1つのアドレスから使うには{needed}個が必要です。起動する前に「ulimit -n 4096」などで上限を上げてください。"
    ),
    "door.no_sites": (
        "ANOMALY_EMBEDDED_BYにサイトとして使えないものがあるため、除きました：{listed}。"
        "https://moodle.school.example のように書き、コンマで区切ってください。"
    ),
    "door.no_host": "どのアドレスへの要求かが示されていません。http://localhost:8501 のように、アプリのアドレスを開いてください。",
    "door.host": (
        "このサーバーは{host}という名前では使えません。「共有」に表示されるアドレスで開いてください。"
        "サーバーを動かしている方で、この名前が正しい場合は、ANOMALY_ALLOWED_HOSTS={host} を設定して起動してください。"
    ),
    "door.origin": (
        "別のサイトのページからの要求です。アプリは自分のページにだけ応答します。アプリのアドレスを直接開いてください。"
        "途中にプロキシがある場合は、Hostヘッダーをそのまま渡すように設定してください。"
    ),
    "door.replica": "このアドレスはnginx専用です。anomaly serveが表示したアドレスでアプリを開いてください。",
    "door.metrics": "この数値は、アプリが動いているコンピューターでのみ見られます。そのコンピューターで、localhostとして開いてください。",
    "door.slow": "届くまでに時間がかかりすぎたため、中止しました。もう一度送ってください。",
    "door.many": "この端末またはネットワークからの接続が多すぎます。使っていないアプリのページを閉じてから、再読み込みしてください。",
    "door.pages": "この端末またはネットワークで開いているアプリのページが多すぎます。使っていないページを閉じると、このページは自動的に開きます。",
    "door.busy": "大きなファイルのダウンロードが多すぎます。1分後にもう一度お試しください。",
    "door.full": "サーバーの接続数に空きがありません。1分後に再読み込みしてください。",
    "door.fault": "サーバーが応答できませんでした。ページを再読み込みしてください。",
    "door.restarting": "アプリのこの部分を起動し直しています。数秒後に再読み込みしてください。",
    "door.repeated": "同じ記録がこの1分間にあと{count}件あり、最新は次のとおりです：{latest}",
}
