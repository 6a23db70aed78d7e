"""Sentences of the other pages, and of what stands beside all pages."""

from anomaly.text.formatting import Plural

SENTENCES: dict[str, str | Plural] = {
    "app.title": "Anomaly playground",
    "app.starting": "The app is starting. It loads PyTorch, once for everyone: some seconds, or longer at its very first start.",
    "app.reading": "The app is starting. It reads the digits and the detector.",
    "app.failed": (
        "This part of the page could not be shown: the program made a mistake, which it has written to its "
        "log. Choose another detector or another digit, or load the page again."
    ),
    "connection.lost": (
        "No connection to the app. Go on here: this page keeps what you draw, and connects again by itself "
        "as soon as it can. If that takes long, check your network, or tell the person who runs the app."
    ),
    "connection.lost_here": (
        "The app on this computer does not answer. If it has ended, start it again in its terminal, with the "
        "same command as before. Leave this page open: it keeps what you draw, and connects again by itself."
    ),
    "share.open": "Share",
    "share.title": "Open this page on another device",
    "share.scan": "Scan the code with the camera of a phone or tablet: it opens the view as it is here.",
    "share.scan_alone": "To be scanned with the camera of a phone or tablet.",
    "share.type": "Type the address there:",
    "share.or_type": "Or type the address:",
    "share.with_drawing": "With my drawing",
    "share.without_drawing": "With this drawing, the code would be too fine to scan, so it leaves the drawing out; the link has it.",
    "share.hint": (
        "It does not open? The other device must be in the same network (Wi-Fi), and the firewall of the computer "
        "that runs the app must let Python receive connections."
    ),
    "share.alone": (
        "The app listens on this computer alone, so no other device can open it. To open it to your network, end "
        "it with Ctrl+C and start it again with --server.address 0.0.0.0 (streamlit run app.py) or --address "
        "0.0.0.0 (anomaly app, anomaly serve). Everybody in that network can then use it."
    ),
    "share.offline": (
        "This computer is not in a network, so no other device can open the app. Connect it, then open this again."
    ),
    "share.nonsense": "ANOMALY_SERVED_AT is “{address}”, which is no address. Set it to a host, to host:port, or to https://host.",
    "share.alt": "QR code of the link to this view",
    "share.address": "Link to this view",
    "share.copy": "Copy the link",
    "share.copied": "The link is copied.",
    "share.not_copied": "The browser does not let pages copy. The link is marked: copy it yourself.",
    "playground.title": "Playground",
    "playground.lead": "This detector has only ever seen {normal}.",
    "playground.lead_why": "What it cannot rebuild gives an anomaly away.",
    "evaluate.title": "Evaluate",
    "evaluate.lead": "How well {normal} and {anomalous} are told apart: {count:,} {data}, none of them fitted on.",
    "evaluate.on_mnist": (
        "When it was trained, on {count:,} of MNIST's test digits: AUROC {area:.4f}, {false_alarms:,} false alarms and "
        "{misses:,} misses at the default threshold."
    ),
    "evaluate.subset": (
        "These are {count:,} of the {total:,} test digits, drawn in proportion, as this detector takes long for "
        "each."
    ),
    "evaluate.auroc": "AUROC",
    "evaluate.auroc_help": "Below it the 95% interval, from 1,000 bootstrap resamples.",
    "evaluate.auroc_value": "{area:.4f}",
    "evaluate.both_ways": (
        "By the score alone, the line catches {caught_score} of the anomalies, with false alarms on {false_score} "
        "of {normal}; with the second test, of ink and shape, {caught_both} and {false_both}."
    ),
    "evaluate.interval": "{low:.4f} to {high:.4f}",
    "evaluate.average": "Average precision",
    "evaluate.average_value": "{average:.4f}",
    "evaluate.false": "False alarms at 95% caught",
    "evaluate.false_help": "The share of the normal flagged where the line catches 95% of the anomalies.",
    "evaluate.false_value": "{false:.2%}",
    "evaluate.by_digit": "Which digits are hard to tell from {normal}?",
    "evaluate.false_alarms": "False alarms: {count:,} flagged though normal",
    "evaluate.misses": "Misses: {count:,} passed though anomalous",
    "evaluate.false_alarms_limits": "These are by the score alone; the second test flags {count:,} more.",
    "evaluate.misses_limits": "These are by the score alone; the second test catches {count:,} of them.",
    "evaluate.none_wrong": "None at this threshold. These come nearest to it:",
    "evaluate.axis": "The axis begins at {start:g}, so that the differences show.",
    "evaluate.all": "nearest to the line first",
    "evaluate.nearest": "nearest to the line",
    "evaluate.farthest": "farthest from it",
    "evaluate.scores": "Scores (CSV)",
    "evaluate.metrics": "Threshold and metrics (JSON)",
    "evaluate.report": "Report (HTML)",
    "gallery.caption": "{label} · {score}",
    "gallery.name": "{name}, score {score}: open in the playground",
    "gallery.bar_title": "What is in this bar",
    "gallery.bar": Plural(
        "count",
        one="1 picture scores from {low} to {high}: input, reconstruction, difference.",
        other="{count} pictures score from {low} to {high}: input, reconstruction, difference.",
    ),
    "gallery.bar_some": "{shown} of the {count:,} pictures that score from {low} to {high}: input, reconstruction, difference.",
    "address.nonsense": "The link asked for something that does not exist, so this is the default view.",
    "address.hide": "The link asks for “{name}”, which does not exist here; the rest of it holds.",
    "address.language": "There is no “{name}” among the languages of this app, so the browser's is used, or English.",
    "sidebar.model": "Model: {plan}; epochs: {ending}.",
    "sidebar.default_model": "Back to the default recipe",
    "normal.label": "Normal",
    "normal.several": "Several",
    "obtain.soon": "Training on {normal} is about to begin.",
    "obtain.meanwhile": "Until {wanted} are learned, the page is still about {shown}.",
    "obtain.back": "Stay with {shown}",
    "sidebar.rest": "Anomalies: all other digits",
    "sidebar.anomalous": "Anomalous digits",
    "sidebar.no_anomalous": "None is chosen, so all other digits count as anomalies.",
    "sidebar.detector": "Detector",
    "sidebar.data": "Digits in use: {what}",
    "sidebar.fetching": "Fetching MNIST: {share:.0%}",
    "sidebar.retry": "Try again",
    "sidebar.stop": "Stop",
    "runs.title": "Compare runs",
    "runs.measuring": "Testing the models on the digits in use …",
    "runs.lead": "The models trained here, the newest first, and any two models on the same picture.",
    "runs.model": "Normal",
    "runs.detector": "Detector",
    "runs.none": "Nothing has been trained here yet.",
    "runs.ready_trained": "Models for {normal} that came ready trained",
    "runs.bundled_time": (
        "Their seconds are those of the machine they were fitted on. Choose other digits in the "
        "playground to see the models for those."
    ),
    "runs.measured_mnist": "Measured on MNIST's test digits:",
    "runs.measured_generated": "Measured on the generated test digits:",
    "runs.measured_class": "Measured on test digits that a class drew:",
    "runs.data": "Learned from",
    "runs.data_mnist": "MNIST",
    "runs.data_generated": "generated",
    "runs.data_class": "a class",
    "runs.settings": "Settings",
    "runs.epochs": "Epochs",
    "runs.seconds": "Seconds to fit",
    "runs.seconds_help": "Time that the processor spent on fitting. Pauses, slow motion and other programs do not count.",
    "runs.loss": "Held-out loss",
    "runs.loss_help": "How badly normal pictures that it was not fitted on are rebuilt.",
    "runs.auroc": "AUROC against {against}",
    "runs.interval": "95% interval",
    "runs.uploaded": "{name} (uploaded)",
    "runs.bundled": "{name} (bundled)",
    "runs.untested": Plural(
        "count",
        one="One model is still being tested.",
        other="{count} models are still being tested.",
    ),
    "runs.untested_one": "This model is still being tested on the digits in use.",
    "runs.uploads_full": (
        "You have uploaded {count} models or {limit} MB, which is your share. Delete some of them, then "
        "upload this one."
    ),
    "runs.not_read": "This model is not stored any more, or the models in use fill the memory. Try again in a minute.",
    "runs.damaged": "Passed over, because they are damaged or of another version: {files}.",
    "runs.compare": "Two models, one picture",
    "runs.no_digit": "{problem} Until there is something to judge, the models are shown without one.",
    "runs.digit": "{origin}: looked at last in the playground; then what the model makes of it, and where the two differ.",
    "runs.left": "Left",
    "runs.right": "Right",
    "runs.option": "{model}: {detector}, {settings}, epochs: {epochs}, {data}",
    "runs.named": "{model}: {detector}",
    "runs.alike": "{label} ({mark})",
    "runs.use": "Use in the playground",
    "runs.in_use": "In use in the playground",
    "runs.download": "Download",
    "runs.delete": "Delete",
    "runs.delete_sure": "It is deleted for everyone who uses this server, and cannot be brought back.",
    "runs.delete_yes": "Delete it",
    "runs.upload": "A model from elsewhere (one safetensors file, as downloaded here, {limit} MB at most)",
    "runs.normal": "Normal: score {score}, threshold {threshold}",
    "runs.limits": "Anomaly: score {score} passes. {reason}",
    "runs.anomaly": "Anomaly: score {score}, threshold {threshold}",
    "compare.title": "Compare detectors",
    "compare.lead": "One picture before all detectors, each of which has only ever seen {normal}.",
    "compare.normal": "Normal",
    "compare.anomaly": "Anomaly",
    "compare.scores": "{score} / {threshold}",
    "compare.share": "{share} score lower · {milliseconds} ms",
    "compare.pictures": "The picture, what the detector makes of it, and where the two differ",
    "compare.untrained": "not trained on {normal} yet",
    "compare.uninformative": "⚠ Its scores tell next to nothing apart (seed {seed}): do not trust it.",
    "compare.columns": (
        "Input, reconstruction, difference. Below: score / threshold (from there on, an anomaly), and "
        "how many of the held-out {normal} score lower."
    ),
    "compare.train": "Train those that are missing",
    "compare.stop": "Stop",
    "compare.progress": "{name} ({count} to go). {sentence}",
}
