"""Sentences for students and teachers of a class."""

SENTENCES: dict[str, str] = {
    "class.no_database": (
        "クラスのデータベースを開けませんでした：{reason}。ANOMALY_DATABASE の値と、フォルダーに書き込めるかを確かめてください。"
    ),
    "class.no_port": (
        "ANOMALY_DATABASEのポートが数字ではありません。パスワードの中の@は%40、:は%3A、/は%2Fと書いてください。"
    ),
    "class.newer": (
        "クラスのデータベースのバージョンは{version}ですが、このプログラムで扱えるのは{known}までです。新しいプログラムで起動してください。"
    ),
    "class.not_kept": "保存できませんでした：{reason}。この画面に残っており、自動でもう一度送られます。",
    "class.not_read": "クラスの内容を読み込めませんでした：{reason}。自動でもう一度試します。",
    "class.gone": "このクラスのデータはもうありません。先生に新しいコードを聞いてください。",
    "class.unknown_code": "このコードのクラスは今ありません。画面に映っているコードと見比べてください。",
    "class.too_many": "すでに{count}個のクラスが開いています。まずどれかを終了してください。",
    "class.ended": "このクラスは終わったので、もう送れません。",
    "class.no_seat": "このクラスの{count}席はすべて埋まっています。別のクラスを始めるよう先生に頼んでください。",
    "class.nickname": "ニックネームは{count}文字までです。短くしてください。",
    "class.long_view": "このページはクラスに見せられません。開き直して、もう一度試してください。",
    "class.many_tasks": "このクラスの課題は{count}個になりました。新しいクラスを始めてください。",
    "class.no_task": "その課題はありません。ページを再読み込みしてください。",
    "class.task_over": "この課題は終わったので、受け付けませんでした。次の課題を見てください。",
    "class.frozen": "先生がクラスを一時停止しています。再開したら、もう一度送ってください。",
    "class.no_answer": "課題への答えになっていません。ページを再読み込みして、もう一度試してください。",
    "class.empty": "まだ何も描かれていません。描いてから送ってください。",
    "class.many_of_task": "この課題には、上限の{count}枚を送りました。次の課題を待ってください。",
    "class.many_of_seat": "このクラスでは、上限の{count}枚を送りました。",
    "class.large_of_seat": "このクラスで送れる線の量の上限に達しました。",
    "class.many_drawings": "クラス全体で、上限の{count}枚になりました。新しいクラスを始めるよう先生に頼んでください。",
    "class.many_attempts": "まちがいが続きました。1分待ってから、もう一度試してください。",
    "class.wrong_key": "先生用のキーではありません。アプリを起動したターミナルに表示されています。",
    "class.no_own_seat": "このブラウザーはクラスの席を持っていません。クラスのコードを入力してください。",
    "class.teachers_only": "これは先生だけができます。「クラス」のページで先生用のキーを入力してください。",
}
