"""Sentences with which the server refuses a request or a connection, and of its settings."""

SENTENCES: dict[str, str] = {
    "door.ready": "The app is ready: {url}. Ctrl+C ends it.",
    "door.teachers_key": "Teachers begin a class at {page} with the key {secret}",
    "door.teachers_own_key": "Teachers begin a class at {page} with the key in {variable}.",
    "door.ready_for_others": "On other devices of this network: {url}",
    "door.per_address": "ANOMALY_CONNECTIONS_PER_ADDRESS is “{given}”, which is no whole number from 1 to 65535. {used} are used.",
    "door.few_descriptors": (
        "The system lets this process have {limit} files and connections open, so one address may have {share} connections. "
        "A class of forty behind one address needs {needed}; “ulimit -n 4096”, or more, before the start may allow that."
    ),
    "door.no_sites": (
        "ANOMALY_EMBEDDED_BY lists what is no site: {listed}. It is left out. "
        "Write sites as in https://moodle.school.example, with commas in between."
    ),
    "door.no_host": "The request does not say which address it is for. Open the app by its address, http://localhost:8501 for example.",
    "door.host": (
        "This server does not go by the name {host}. Open the app by the address that Share shows. "
        "If you run the server and the name is right, start it with ANOMALY_ALLOWED_HOSTS={host}."
    ),
    "door.origin": (
        "This was asked by a page of another site, and the app answers its own pages only. Open it by its own address. "
        "A proxy in between has to pass on the header Host as it came."
    ),
    "door.replica": "This address is for nginx alone. Open the app by the address that “anomaly serve” printed.",
    "door.metrics": "These figures are for the computer that the app runs on. Open them there, at localhost.",
    "door.slow": "This took too long to arrive, so it was given up. Send it again.",
    "door.many": "Too many connections are open from your device or network. Close pages of the app that you do not need, then reload.",
    "door.pages": "Too many pages of the app are open on your device or network. Close some that you do not need: this one then opens by itself.",
    "door.busy": "Too many large files are being downloaded. Try again in a minute.",
    "door.full": "The server has no connection left. Reload in a minute.",
    "door.fault": "The server could not answer this. Reload the page.",
    "door.restarting": "This part of the app is starting again. Reload in a few seconds.",
    "door.repeated": "{count} more of these in the last minute, the latest: {latest}",
}
