"""The sentences in English."""

SENTENCES: dict[str, str] = {
    # Digits
    "share.all": "all",
    "digits.one": "{label}s",
    "digits.many": "{first} and {last}",
    "data.unknown_label": "“{label}” is not a digit. Use digits from 0 to 9.",
    "data.no_normal": "No digit is chosen as normal. Choose at least one.",
    "data.all_normal": (
        "All ten digits are chosen as normal, so nothing is left to be an anomaly. "
        "Leave at least one out."
    ),
    "data.too_few": "There are {count} normal training digits; at least 2 are needed.",
    "data.unknown_source": (
        "“{source}” is no set of digits. Use auto, mnist, generated or a folder with MNIST."
    ),
    "data.no_mnist": "There is no MNIST under {folder}. Put it there, or let the app fetch it.",
    "data.damaged": (
        "MNIST under {folder} is damaged or incomplete ({files}) and is not used. Replace those "
        "files, or let a fresh copy be fetched into data/."
    ),
    "data.unreadable": "MNIST under {folder} could not be read. Check the folder's permissions.",
    "data.sheet_damaged": (
        "The bundled digits in assets/{file} are missing or damaged. Restore the file from the "
        "repository."
    ),
    "fetch.too_slow": (
        "MNIST could not be fetched in time. The generated digits stay in use; try again later."
    ),
    "fetch.cancelled": "The download of MNIST was stopped. The generated digits stay in use.",
    "fetch.disk": (
        "MNIST could not be stored under {folder} ({reason}). Free some space or make the folder "
        "writable; the generated digits stay in use."
    ),
    "fetch.unreachable": (
        "MNIST could not be fetched: no mirror answered with the right files. The generated "
        "digits stay in use; check the network and try again."
    ),
    "data.in_use_mnist": "MNIST ({train:,} + {test:,} digits)",
    "data.in_use_generated": "generated digits ({train:,} + {test:,}), made by our own network",
    "data.stored_mnist": "MNIST, as stored with the detector",
    # Detectors and training
    "detector.unknown": "There is no detector called “{name}”. Known: {known}.",
    "detector.unknown_recipe": "There is no recipe called “{name}”. Known: {known}.",
    "device.missing": "This machine has no {name} device. Use auto or cpu.",
    "setting.range": "{name} is {value}; it must be from {low} to {high}.",
    # Stored detectors
    "store.foreign": "{file} is not a detector made by this program. Train it again.",
    "store.damaged": "{file} is damaged and is not used. Delete it or train it again.",
    "store.newer": "{file} was made by another version of this program. Train it again.",
    "store.unwritable": (
        "The trained detector could not be stored under {folder} ({reason}). It works until the "
        "program ends; free some space or make the folder writable to keep it."
    ),
    # Pictures and drawings
    "picture.unreadable": "This file is not a picture that can be read. Use a PNG, JPEG or WebP file.",
    "picture.damaged": "This picture is damaged or incomplete. Export or photograph it again.",
    "picture.too_large": "This file is larger than {limit} MB. Make the picture smaller or crop it.",
    "picture.too_many_pixels": (
        "This picture has more than {limit} million pixels. Make it smaller or crop it."
    ),
    "picture.missing": "There is no file at {path} that can be opened. Check its name and permissions.",
    "picture.not_pixels": (
        "These are no pixels of a picture. Give bytes of shape (H, W), (H, W, 3) or (H, W, 4)."
    ),
    "picture.input": "Input",
    "origin.sample": "A held-out {label}",
    "origin.drawing": "Your drawing",
    "origin.upload": "Your picture",
    "picture.reconstruction": "Rebuilt",
    "picture.difference": "Difference",
    "picture.hover": (
        "row %{{y}}, column %{{x}}<br>input %{{customdata[0]:.2f}}"
        "<br>rebuilt %{{customdata[1]:.2f}}<br>difference %{{customdata[2]:.2f}}"
    ),
    "histogram.hover": "%{{y}} digits near %{{x:.1f}}",
    "histogram.mark": "this digit: {score:.1f}",
    "loss.fit": "fitted digits",
    "loss.calibration": "held-out digits",
    "loss.epoch": "epoch",
    "loss.loss": "mean squared error",
    "roc.curve": "AUROC {area:.4f}",
    "roc.chance": "chance",
    "roc.threshold": "at the threshold",
    "roc.false_rate": "share of normal digits flagged (false alarms)",
    "roc.true_rate": "share of anomalies caught",
    # Evaluation
    "evaluation.no_anomalies": "There are no anomalous digits to compare with. Choose at least one.",
    "evaluation.no_normal": "There are no normal digits to compare with. Choose at least one.",
    # Command line
    "cli.description": "Train an anomaly detector on one kind of digit, evaluate it, score pictures.",
    "cli.train": "train a detector and store it",
    "cli.evaluate": "measure how well normal and anomalous digits are told apart",
    "cli.score": "score pictures of digits",
    "cli.normal": "normal digits, for example 1 or 1,7 (default: 1)",
    "cli.detector": "one of: {known} (default: autoencoder)",
    "cli.recipe": "named settings of the detector (default: default)",
    "cli.seed": "seed of the training (default: 0)",
    "cli.data": "auto, mnist, generated or a folder with MNIST (default: auto)",
    "cli.device": "auto, cpu, cuda or mps (default: auto)",
    "cli.json": "print one JSON object as the last line",
    "cli.report": "write a self-contained HTML report to this file",
    "cli.folder": "store the detector in this folder",
    "cli.anomaly": "anomalous digits, for example 9 or 4,9, or rest for all others (default: rest)",
    "cli.files": "PNG, JPEG or WebP pictures of one digit each",
    "cli.not_digits": "“{value}” is no list of digits. Write for example 1 or 1,7.",
    "cli.fetching": "Fetching MNIST",
    "cli.training": "Training",
    "cli.digits": "digits: {what}",
    "cli.stored": "stored: {path}",
    "cli.report_written": "report: {path}",
    "cli.report_unwritable": "The report could not be written to {path} ({reason}).",
    "cli.losses": "loss: {fit:.5f} on fitted digits, {calibration:.5f} on held-out digits",
    "cli.threshold": "threshold: {threshold:.2f} (99% of held-out normal digits score below it)",
    "cli.auroc": "AUROC {normal} against {anomaly}: {area:.4f} (95% interval {low:.4f} to {high:.4f})",
    "cli.rates": "caught {caught:.1%} of the anomalies; false alarms on {false:.1%} of the normal",
    # Verdicts
    "verdict.normal": (
        "Normal: score {score:.1f}, threshold {threshold:.1f}; "
        "stranger than {share} of held-out {normal}"
    ),
    "verdict.anomaly": (
        "Anomaly: score {score:.1f}, threshold {threshold:.1f}; "
        "stranger than {share} of held-out {normal}"
    ),
    "verdict.blank": "Blank: {reason}",
    # Report
    "report.title": "Anomaly detection: {detector} trained on {normal}",
    "report.settings": "Settings",
    "report.loss": "Loss by epoch",
    "report.figure": "Input, reconstruction, difference; the score under each",
    "report.histogram": "Scores of the test digits",
    "report.roc": "ROC curve",
    "report.digits": "digits",
    # Screens
    "app.title": "Anomaly playground",
    "digits.rest": "all others",
    "detector.autoencoder": "Autoencoder",
    "data.short_mnist": "MNIST test digits",
    "data.short_generated": "generated test digits",
    "playground.title": "Playground",
    "playground.lead": (
        "This network has only ever seen {normal}. What it cannot rebuild gives an anomaly away."
    ),
    "playground.training": "Learning {normal}: epoch {epoch} of {epochs}",
    "address.nonsense": "The link asked for something that does not exist, so this is the default view.",
    "sidebar.normal": "Normal digits",
    "sidebar.rest": "Anomalies: all other digits",
    "sidebar.anomalous": "Anomalous digits",
    "sidebar.no_anomalous": "None is chosen, so all other digits count as anomalies.",
    "sidebar.detector": "Detector",
    "sidebar.data": "Digits in use: {what}",
    "sidebar.fetching": "Fetching MNIST: {share:.0%}",
    "sidebar.retry": "Try again",
    "sidebar.stop": "Stop",
    "tab.draw": "Draw",
    "tab.samples": "Samples",
    "tab.upload": "Upload",
    "canvas.blank": "draw something.",
    "canvas.dot": "that is only a dot; draw a whole digit.",
    "canvas.full": "there is no digit here, only one filled surface; draw a digit on an empty ground.",
    "canvas.undo": "Undo",
    "canvas.clear": "Clear",
    "samples.name": "digit {label}",
    "samples.grid": "Held-out digits",
    "samples.elsewhere": "The sample asked for is not among the digits in use, so this is another.",
    "samples.filter": "Show",
    "samples.any": "Mixed",
    "samples.surprise": "Surprise me",
    "samples.source_mnist": "Digits no detector was fitted on, from MNIST's test set.",
    "samples.source_generated": "Generated digits: made by our own network, not written by people.",
    "upload.camera": "Use the camera",
    "upload.photo": "Hold one digit before the camera",
    "upload.file": "A picture of one digit (PNG, JPEG or WebP, 5 MB at most)",
    "steps.open": "Steps",
    "brush.label": "Brush",
    "brush.thin": "Thin brush",
    "brush.medium": "Medium",
    "brush.fat": "Fat",
    "steps.none": "Draw or upload a digit to see its steps.",
    "steps.explain": "What happens between your drawing and the model; switch a step off to see what it is worth.",
    "picture.signed": "Signed difference",
    "picture.signed_help": "Red: ink the network did not expect. Blue: ink it expected and did not find.",
    "picture.alt": "Three pictures: the input, its reconstruction, and where they differ.",
    "histogram.alt": "Histogram of the scores of {normal} and {anomalous}, with the threshold.",
    "threshold.label": "Threshold",
    "threshold.rates": (
        "At threshold {threshold:.1f}: {caught:.1%} of {anomalous} caught, "
        "{false:.1%} of {normal} falsely flagged ({data})."
    ),
    "steps.crop": "Crop",
    "steps.stroke": "Stroke width",
    "steps.centre": "Centre",
    "step.ink": "The ink",
    "step.crop": "Cropped",
    "step.stroke": "Even stroke",
    "step.fit": "20 × 20",
    "step.centre": "28 × 28",
}
