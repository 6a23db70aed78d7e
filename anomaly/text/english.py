"""The sentences in English."""

SENTENCES: dict[str, str] = {
    # Digits
    "time.seconds": "{seconds} s",
    "time.minutes": "{minutes} min",
    "share.all": "all",
    "share.part": "{percent} of",
    "share.unknown": "–",
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
    "data.no_mnist": (
        "There is no MNIST under {folder}. Put its four files, packed as .gz or not, into MNIST/raw "
        "there or into the folder itself ({files}), or let the app fetch it."
    ),
    "data.damaged": (
        "MNIST in {folder} is damaged or incomplete ({files}) and is not used. Replace those "
        "files, or let a fresh copy be fetched into data/."
    ),
    "data.file_damaged": "{file} is damaged",
    "data.file_missing": "{file} is missing",
    "data.unreadable": "MNIST under {folder} could not be read. Check its permissions.",
    "data.sheet_damaged": (
        "The bundled digits in assets/{file} are missing or damaged. Restore the file from the "
        "repository."
    ),
    "data.not_fetched": (
        "MNIST is not on this machine and could not be fetched. Check the network, say with MNIST_ROOT "
        "which folder holds MNIST/raw, or use --data generated."
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
        "MNIST, 70,000 digits written by people, could not be fetched: no mirror answered with the right "
        "files. The generated digits stay in use; check the network and try again."
    ),
    "data.in_use_mnist": "MNIST ({train:,} + {test:,} digits)",
    "data.in_use_generated": "generated digits ({train:,} + {test:,}), made by our own network",
    "data.stored_mnist": "MNIST, as stored with the detector",
    # Detectors and training
    "data.contamination_none": (
        "{share:.0%} of anomalies beside {count:,} normal training digits is less than one. "
        "Train on more digits, or mix in a larger share."
    ),
    "data.contamination_short": (
        "{share:.0%} of anomalies are {wanted:,} digits, but only {there:,} are there to mix in. "
        "Mix in a smaller share, or train on fewer digits."
    ),
    "detector.unknown": "There is no detector called “{name}”. Known: {known}.",
    "detector.unknown_recipe": "There is no recipe called “{name}”. Known: {known}.",
    "device.missing": "This machine has no {name} device. Use auto or cpu.",
    "training.nothing": (
        "Training was stopped before its first epoch ended, so there is nothing to keep."
    ),
    "training.diverged": (
        "Training went astray in its first epoch: the loss is no number, so there is nothing to "
        "keep. Train with a lower learning rate."
    ),
    "training.diverged_late": (
        "Training went astray in epoch {epoch}: the loss is no number. Epoch {kept}, the last good "
        "one, is kept. Train with a lower learning rate."
    ),
    "training.problem_of": "{name}: {problem}",
    "training.collapsed": (
        "With seed {seed} the training has collapsed: whatever the network is given, it makes nearly "
        "the same picture, so its scores say little. Train with another seed."
    ),
    "jobs.dropped": "Nobody watched the training any more, so it was given up. Train again.",
    "jobs.full": "{count} trainings are under way or waiting. Try again in a minute.",
    "jobs.failed": (
        "Training ended with an error ({reason}), and nothing is kept. Try other settings; the "
        "server's log tells more."
    ),
    "jobs.process_ended": (
        "The process that trains has ended unexpectedly, perhaps for want of memory, and nothing is "
        "kept. Train again, with smaller settings if it happens twice."
    ),
    "jobs.no_process": (
        "The process that trains could not be started ({reason}). Free some memory, then train again."
    ),
    "setting.unknown": "There is no setting called “{name}”. Known: {known}.",
    "setting.unreadable": "“{value}” is no value for {name}. Write for example latent=8, hidden=256,128 or one_cycle=false.",
    "setting.choice": "{name} is {value}; it must be one of {known}.",
    "setting.range": "{name} is {value}; it must be from {low} to {high}.",
    # Stored detectors
    "store.foreign": "{file} is not a detector made by this program. Train it again.",
    "store.damaged": "{file} is damaged and is not used. Delete it or train it again.",
    "store.newer": "{file} was made by another version of this program. Train it again.",
    "store.not_taken": "This file is damaged, or no model of this program, so it was not taken.",
    "store.newer_upload": "This file was made by another version of this program, so it was not taken.",
    "store.too_large": "This file is larger than {limit} MB, so it is not a detector made by this program.",
    "store.too_many_trained": (
        "The models trained here take {limit} MB already, so this one was not stored and is lost when "
        "the app ends. Delete some on “Compare runs”, then train it again."
    ),
    "store.too_many_uploaded": (
        "The models uploaded here take {limit} MB already. Delete some of them, then upload this one."
    ),
    "store.undeletable": "{file} could not be deleted ({reason}). Check the folder's permissions.",
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
    "picture.figure_hover": (
        "row %{{y}}, column %{{x}}<br>input %{{customdata[0]:.2f}}"
        "<br>rebuilt %{{customdata[1]:.2f}}<br>difference %{{customdata[2]:.2f}}"
    ),
    # What stands in double braces the browser fills in.
    "picture.hover": (
        "row {{y}}, column {{x}}: input {{input}}, rebuilt {{rebuilt}}, difference {{difference}}"
    ),
    "histogram.hover": "%{{y}} digits near %{{x:.1f}}",
    "histogram.x": "anomaly score",
    "histogram.y": "test digits",
    "loss.fit": "fitted digits",
    "loss.calibration": "held-out digits",
    "loss.epoch": "epoch",
    "loss.loss": "mean squared error",
    "curve.roc": "AUROC {area:.4f}",
    "curve.roc_x": "false alarms",
    "curve.roc_y": "caught",
    "curve.roc_x_long": "share of normal digits flagged (false alarms)",
    "curve.roc_y_long": "share of anomalies caught (recall)",
    "curve.pr": "Average precision {area:.4f}",
    "curve.pr_x": "caught",
    "curve.pr_y": "precision",
    "curve.pr_y_long": "share of anomalies among the flagged (precision)",
    "curve.chance": "chance",
    "curve.threshold": "at the threshold",
    "bars.x": "anomalous digit",
    "bars.y": "AUROC, with its 95% interval",
    "bars.hover": "%{{y:.4f}} (%{{customdata[0]:.4f}} to %{{customdata[1]:.4f}})<extra></extra>",
    "heatmap.z": "AUROC",
    "heatmap.x": "normal digit",
    "heatmap.hover": "%{{y}}, digit %{{x}} normal: %{{z:.4f}}<extra></extra>",
    # Benchmark
    "benchmark.other_digits": "These are other digits ({found}) than those of the benchmark ({wanted}).",
    "benchmark.of_other_digits": (
        "The benchmark in {folder} was measured on other digits than these ({source}). Choose another "
        "--folder, or delete that one."
    ),
    "benchmark.of_other_settings": (
        "The benchmark in {folder} has measured {detector} in another way ({differences}). Choose "
        "another --folder, or delete that one."
    ),
    "benchmark.difference": "{name} was {there}, now {wanted}",
    "benchmark.other_version": (
        "The benchmark in {folder} was made by another version of this program. Choose another "
        "--folder, or delete that one."
    ),
    "benchmark.damaged": (
        "{folder} holds no benchmark, or its manifest.json is damaged, so what is there cannot be "
        "gone on with. Choose another --folder, or delete that one."
    ),
    "benchmark.damaged_cell": "{file} is damaged. It is computed again when it is asked for.",
    "benchmark.unwritable": (
        "The benchmark could not be written to {folder} ({reason}). Free some space, make the folder "
        "writable or choose another --folder."
    ),
    "benchmark.process_ended": (
        "A process that computes has ended unexpectedly, perhaps for want of memory. Finished cells "
        "are kept: run the same command again, with fewer --jobs if it happens twice."
    ),
    "benchmark.interrupted": "Stopped; finished cells are kept in {folder}. The same command goes on from there.",
    "benchmark.no_dask": "Dask is not installed. Run: pip install dask distributed",
    "benchmark.no_scheduler": (
        "No Dask scheduler answers at {address} ({reason}). Start one with: dask scheduler"
    ),
    "benchmark.no_workers": (
        "The Dask scheduler at {address} has no workers. Start some with: dask worker {address} "
        "--nthreads 1"
    ),
    "benchmark.worker_unready": (
        "The Dask worker at {worker} cannot take part: {reason} Start it where this program and the "
        "same digits are, with the same versions of Python and packages."
    ),
    "benchmark.cluster_lost": (
        "The Dask cluster at {address} has given up ({reason}). Finished cells are kept: run the same "
        "command again."
    ),
    "benchmark.mishap": "{detector}, digit {normal}, seed {seed}: ended with an error, and nothing is kept of it.\n{traceback}",
    "benchmark.finished": "{detector}, digit {normal}, seed {seed}: AUROC {area:.4f}",
    "benchmark.failed": "{detector}, digit {normal}, seed {seed}: {problem}",
    "benchmark.diverged": (
        "{detector}, digit {normal}, seed {seed}: training went astray; the last good epoch is measured."
    ),
    "benchmark.collapsed": (
        "{detector}, digit {normal}, seed {seed}: the detector has collapsed; it rebuilds all digits alike, or "
        "scores them alike."
    ),
    "benchmark.stopped": "{detector}, digit {normal}, seed {seed}: training ended before its last epoch.",
    "benchmark.progress": "{done} of {total} cells, about {left} left. {what}",
    "cli.interrupted": "Stopped. What was not stored by then is lost.",
    "cli.output_unwritable": "The output could not be written ({reason}).",
    "cli.app": "start the app, to be opened in a browser",
    "cli.app_description": "Start the app, to be opened in a browser. Models trained in it, MNIST and benchmark results are kept in {folder}, in the folders models, data and benchmark; ANOMALY_MODELS and ANOMALY_DATA name others for the first two.",
    "cli.app_address": "where to listen; 0.0.0.0 is for the whole network (default: localhost)",
    "cli.serve": "serve the app from several processes behind nginx",
    "cli.replicas": "how many processes (default: 2)",
    "cli.address": "where to listen; 0.0.0.0 is for the whole network (default: 127.0.0.1)",
    "cli.port": "the port to listen on (default: 8501)",
    "serve.ready": "The app is ready at {url}, served by {count} processes. Ctrl+C ends it.",
    "serve.restarted": "Process {number} had ended or hung; it was started again.",
    "serve.no_nginx": (
        "nginx is not installed. Install it (on Debian: apt install nginx-light), or start a single "
        "process: python -m anomaly app."
    ),
    "serve.no_port": (
        "Port {port} of {address} cannot be used ({reason}). Choose another one with --port."
    ),
    "serve.no_start": "The app did not start. Start it alone to see why: python -m anomaly app.",
    "serve.nginx_ended": "nginx has ended; what it said is above. Start again.",
    "benchmark.computing": "Benchmark",
    "benchmark.written": "benchmark: {folder}",
    "benchmark.title": "Benchmark: one-class anomaly detection on {source}",
    "benchmark.protocol": (
        "Each detector is fitted on the training images of one digit, 15% of them held out, and tested "
        "on all test images: that digit against the rest. Mean, spread and times are over {cells} cells, "
        "seeds {seeds}; the spread is two standard deviations over the seeds of the mean over the digits. "
        "Times are medians, on one thread."
    ),
    "benchmark.by_digit": "AUROC by normal digit, mean over seeds",
    "benchmark.column_detector": "detector",
    "benchmark.column_auroc": "AUROC",
    "benchmark.column_spread": "± spread",
    "benchmark.column_lowest": "lowest digit",
    "benchmark.column_highest": "highest digit",
    "benchmark.column_fit": "fit, s",
    "benchmark.column_score": "score, µs a digit",
    "benchmark.column_parameters": "parameters",
    "benchmark.column_cells": "cells",
    "benchmark.of_digit": "{area} ({label})",
    "benchmark.note_tested": "{detector}: {count:,} test digits, drawn in the test set's proportions.",
    "benchmark.note_fitted": "{detector}: fitted on at most {count:,} digits.",
    "benchmark.note_device": "{detector}: on {device}.",
    # Evaluation
    "evaluation.no_anomalies": "There are no anomalous digits to compare with. Choose at least one.",
    "evaluation.no_normal": "There are no normal digits to compare with. Choose at least one.",
    "evaluation.not_finite": (
        "Scores that are no finite numbers: {count} of {total}. Nothing can be measured with them; "
        "train the detector again."
    ),
    # Threshold rules
    "rule.no_digits": (
        "There are no held-out digits to choose a threshold by. Train again with more digits."
    ),
    "rule.one_value": (
        "The held-out digits ({count}) all score {score:.6g}, so no line can be drawn between them. "
        "Train again, with more digits if they are few."
    ),
    "rule.no_spread": (
        "More than half of the held-out digits score {score:.6g}, so their median distance from the "
        "middle is 0 and no line can be drawn by it. Choose another rule, for example quantile."
    ),
    "rule.too_few": (
        "Held-out digits: {count}, too few for a p-value of {alpha:g}. Hold out at least {needed}, "
        "or allow a larger p-value."
    ),
    "rule.imprecise": (
        "No threshold can be trusted to have a precision of {wanted:.0%} where 1 digit in {one_in:,.0f} "
        "is an anomaly: {count:,} held-out normal digits vouch for {best:.0%} at most. Expect anomalies "
        "more often, ask for a lower precision, or hold out more digits."
    ),
    "rule.unknown": "There is no rule called “{name}”. Known: {known}.",
    "rule.not_number": (
        "“{value}” is no number. Write a rule as f1, quantile=0.99 or cost=10,1,0.001, for example."
    ),
    "rule.too_many": "Too many values for the rule {name}: {given} given, at most {most} taken.",
    # Command line
    "cli.description": "Train an anomaly detector on one kind of digit, evaluate it, score pictures.",
    "cli.train": "train a detector and store it",
    "cli.evaluate": "measure how well normal and anomalous digits are told apart",
    "cli.score": "score pictures of digits",
    "cli.benchmark": "measure detectors on each digit with several seeds, in a folder that can be gone on with",
    "cli.detectors": "all, or some of: {known}; each also with a recipe, for example autoencoder:article (default: all)",
    "cli.each_normal": "digits to be the normal one, each in its turn: all, or for example 1,7 (default: all)",
    "cli.seeds": "how many seeds (default: 3)",
    "cli.first_seed": "the first of the seeds (default: 0)",
    "cli.jobs": "how many cells to compute at once (default: as many as there are cores)",
    "cli.dask": "compute on your own Dask cluster, whose scheduler is at this address, for example tcp://10.0.0.5:8786",
    "cli.benchmark_folder": "keep results in this folder (default: benchmark/ and the name of the digits)",
    "cli.test_digits": "score at most so many test digits, drawn in proportion (default: all)",
    "cli.device_each": "cpu, cuda or mps (default: cpu)",
    "cli.normal": "normal digits, for example 1 or 1,7 (default: 1)",
    "cli.detector": "one of: {known} (default: autoencoder)",
    "cli.recipe": "named settings of the detector (default: default)",
    "cli.set": "change one of the recipe's settings, for example latent=8 or hidden=256,128; may be repeated",
    "cli.most_digits": "fit on at most so many normal digits (default: all)",
    "cli.contamination": "share of anomalies mixed into the digits to fit on, up to 0.2 (default: 0)",
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
    "cli.rule": "rule that chooses the threshold, for example quantile=0.99 or cost=10,1,0.001 (cost of a miss, cost of a false alarm, base rate); one of: {known} (default: {default})",
    "cli.rules": "tell what every rule would choose",
    "cli.threshold": "threshold: {threshold:.2f} (rule {rule}; {share} held-out normal digits score below it)",
    "cli.flagged": "precision {precision}: the share of anomalies among the flagged; F1 {f1:.3f}",
    "cli.average": "average precision {average:.4f}; where 95% of the anomalies are caught, false alarms on {false} of the normal",
    "cli.column_rule": "rule",
    "cli.column_looks": "looks at",
    "cli.column_threshold": "threshold",
    "cli.column_caught": "caught",
    "cli.column_false": "false alarms",
    "cli.column_precision": "precision",
    "cli.labels": "labels",
    "cli.no_labels": "no labels",
    "cli.auroc": "AUROC {normal} against {anomaly}: {area:.4f} (95% interval {low:.4f} to {high:.4f})",
    "cli.rates": "caught {caught} of the anomalies; false alarms on {false} of the normal",
    # Verdicts
    "verdict.normal": (
        "Normal: score {score}, threshold {threshold}; stranger than {share} held-out {normal}"
    ),
    "verdict.anomaly": (
        "Anomaly: score {score}, threshold {threshold}; stranger than {share} held-out {normal}"
    ),
    "verdict.p_value": (
        "{count:,} of {total:,} held-out {normal} score as high; with this digit, "
        "{count_in:,} of {total_in:,}: conformal p-value {p:.4f}"
    ),
    "verdict.blank": "Nothing to judge: {reason}",
    # Report
    "report.title": "Anomaly detection: {detector} trained on {normal}",
    "report.settings": "Settings",
    "report.loss": "Loss by epoch",
    "report.figure": "Input, reconstruction, difference; the score under each",
    "report.histogram": "Scores of the test digits",
    "report.roc": "ROC curve",
    "report.precision": "Precision and recall",
    "report.digits": "digits",
    "report.anomalous": "anomalous",
    "report.by_hand": "set by hand",
    "report.measured": "Measured on the test digits",
    # Screens
    "app.title": "Anomaly playground",
    "digits.rest": "all others",
    "detector.autoencoder": "Autoencoder",
    "detector.convolutional": "Convolutional autoencoder",
    "detector.vae": "Variational autoencoder",
    "detector.gradients": "Oriented gradients",
    "detector.pca": "Principal components",
    "detector.nearest": "Nearest digits",
    "detector.anogan": "AnoGAN",
    "detector.efficientgan": "EfficientGAN",
    "detector.anovaegan": "AnoVAEGAN",
    "data.short_mnist": "MNIST test digits",
    "data.short_generated": "generated test digits",
    "playground.title": "Playground",
    "evaluate.title": "Evaluate",
    "evaluate.lead": "How well {normal} and {anomalous} are told apart: {count:,} {data}, none of them fitted on.",
    "evaluate.auroc": "AUROC",
    "evaluate.auroc_help": (
        "The chance that an anomaly scores higher than a normal digit. In brackets the 95% interval, "
        "from 1,000 bootstrap resamples."
    ),
    "evaluate.auroc_value": "{area:.4f}",
    "evaluate.interval": "{low:.4f} to {high:.4f}",
    "evaluate.average": "Average precision",
    "evaluate.average_help": "The area under the precision-recall curve.",
    "evaluate.average_value": "{average:.4f}",
    "evaluate.false": "False alarms at 95% caught",
    "evaluate.false_help": "The share of normal digits flagged where the line catches 95% of the anomalies.",
    "evaluate.false_value": "{false:.2%}",
    "evaluate.by_digit": "Which digits are hard to tell from {normal}?",
    "evaluate.false_alarms": "False alarms: {count:,} flagged though normal",
    "evaluate.misses": "Misses: {count:,} passed though anomalous",
    "evaluate.false_alarms_shown": "False alarms among the generated digits: {count:,}",
    "evaluate.misses_shown": "Misses among the generated digits: {count:,}",
    "evaluate.axis": "The axis begins at {start:g}, so that the differences show.",
    "evaluate.no_mistakes": "None at this threshold.",
    "evaluate.all": "nearest to the line first",
    "evaluate.nearest": "nearest to the line",
    "evaluate.farthest": "farthest from it",
    "evaluate.scores": "Scores (CSV)",
    "evaluate.metrics": "Threshold and metrics (JSON)",
    "evaluate.report": "Report (HTML)",
    "gallery.caption": "{label} · {score}",
    "gallery.name": "digit and score {caption}: open in the playground",
    "gallery.bar_title": "Digits of this bar",
    "gallery.bar": "{count} digits score from {low} to {high}: input, reconstruction, difference.",
    "gallery.bar_some": "{shown} of the {count:,} digits that score from {low} to {high}: input, reconstruction, difference.",
    "gallery.other_digits": (
        "The figures count MNIST's test digits, as stored with the detector; the digits shown are "
        "generated."
    ),
    "playground.lead": (
        "This detector has only ever seen {normal}. What it cannot rebuild gives an anomaly away."
    ),
    "address.nonsense": "The link asked for something that does not exist, so this is the default view.",
    "model.gone": "The model asked for is not stored here, or not any more, so this is the default recipe's.",
    "job.waiting": "Waiting: {count} ahead of this training",
    "job.starting": "Learning {normal}: about to begin",
    "job.scoring": "Learned {normal}; scoring the digits held out after epoch {epoch}.",
    "job.running": "Learning {normal}: epoch {epoch} of {epochs}, {left} left",
    "job.paused": "Paused in epoch {epoch} of {epochs}",
    "job.paused_after": "Paused after epoch {epoch} of {epochs}",
    "job.ended": "Your training has ended.",
    "job.see": "See it on the Train page",
    "sidebar.model": "Model: {plan}; epochs: {ending}.",
    "sidebar.default_model": "Back to the default recipe",
    "runs.title": "Compare runs",
    "runs.lead": "The models trained here, the newest first, and any two of them on the same digit.",
    "runs.model": "Normal",
    "runs.detector": "Detector",
    "runs.data": "Digits",
    "runs.data_mnist": "MNIST",
    "runs.data_generated": "generated",
    "runs.data_other": "others",
    "runs.settings": "Settings",
    "runs.epochs": "Epochs",
    "runs.seconds": "Seconds of work",
    "runs.loss": "Held-out loss",
    "runs.auroc": "AUROC against {against}",
    "runs.interval": "95% interval",
    "runs.uploaded": "{name} (uploaded)",
    "runs.bundled": "{name} (bundled)",
    "runs.damaged": "Passed over, because they are damaged or of another version: {files}.",
    "runs.compare": "Two models, one digit",
    "runs.digit": "{origin}: the digit looked at last in the playground; then what the model makes of it, and where the two differ.",
    "runs.left": "Left",
    "runs.right": "Right",
    "runs.option": "{model}: {detector}, {settings}, epochs: {epochs}, {data}",
    "runs.alike": "{label} ({mark})",
    "runs.use": "Use",
    "runs.in_use": "In use",
    "runs.download": "Download",
    "runs.delete": "Delete",
    "runs.delete_sure": "It is deleted for everyone who uses this server, and cannot be brought back.",
    "runs.delete_yes": "Delete it",
    "runs.upload": "A model from elsewhere (one safetensors file, as downloaded here)",
    "runs.normal": "Normal: score {score}, threshold {threshold}",
    "runs.anomaly": "Anomaly: score {score}, threshold {threshold}",
    "findings.benchmark": "How well do they tell digits apart?",
    "findings.protocol": (
        "Each detector was fitted on one digit (the column) and tested on MNIST's test digits, that one "
        "against all others. **AUROC** is the chance that an anomaly scores higher than a normal digit."
    ),
    "findings.detector": "Detector",
    "findings.recipe": "{name}: {recipe}",
    "findings.auroc": "Mean AUROC",
    "findings.spread": "± over seeds",
    "findings.fit": "Seconds to fit",
    "findings.score": "Microseconds a digit",
    "findings.parameters": "Numbers learned",
    "findings.fewer": (
        "{name} was tested on {count:,} of the test digits, drawn in proportion, since its search takes "
        "long."
    ),
    "benchmark.damaged_table": (
        "The benchmark's result ({file}) is missing or damaged. Restore it from the project, or measure "
        "again with `python -m anomaly benchmark`."
    ),
    "search.stop": "Stop the search",
    "search.frame": "Step {step}",
    "search.going": "Step {step} of {steps} of the search for the nearest digit it can make: score {score}.",
    "search.cut": (
        "The nearest digit it found by step {step} of {steps}, where the search was stopped or took too "
        "long: score {score}. It might have come nearer."
    ),
    "search.settled": (
        "The nearest digit it can make, found in {steps} steps from the nearest of its first guesses: "
        "score {score}."
    ),
    "search.unsettled": (
        "The nearest digit it found in {steps} steps: score {score}. It was still changing; with more "
        "steps it might have come nearer."
    ),
    "compare.title": "Compare detectors",
    "compare.lead": "One digit before all detectors, each of which has only ever seen {normal}.",
    "compare.normal": "{name}: Normal",
    "compare.anomaly": "{name}: Anomaly",
    "compare.share": "scores higher than {share} the held-out {normal}",
    "compare.time": "{milliseconds:.0f} ms",
    "compare.collapsed": "⚠ Its scores tell next to nothing apart (seed {seed}): do not trust it.",
    "compare.columns": "From left to right: the digit, what the detector makes of it, and where the two differ.",
    "compare.missing": "Not trained on {normal} yet: {names}.",
    "compare.train": "Train them",
    "compare.stop": "Stop",
    "compare.progress": "{name} ({count} to go). {sentence}",
    "complexity.title": "Why can a 1 pass as an 8?",
    "complexity.why": (
        "A simple picture is easy to rebuild, whatever a network was trained on: an 8 has all the strokes a 1 "
        "needs, so a 1 leaves little difference and scores *lower* than an 8. Each row is an autoencoder "
        "trained on one digit, each column the digit it is tested on. Measured by how much ink there was to "
        "rebuild, the same differences of the same networks tell the two apart far better; choose it as *Score* on "
        "the Train screen."
    ),
    "complexity.absolute": "Sum of differences: mean AUROC {area:.3f}",
    "complexity.relative": "Share of the ink not rebuilt: mean AUROC {area:.3f}",
    "complexity.how": (
        "AUROC of the row's digit against the column's on MNIST's test digits, mean of {seeds} seeds; 0.5 is "
        "chance. Last column: the share of normal digits that score below an empty picture. Both tables are of "
        "the same networks, and nothing was fitted on test digits."
    ),
    "complexity.blank": "empty",
    "complexity.tested": "tested on",
    "complexity.trained": "trained on",
    "complexity.hover": "trained on %{{y}}, tested on %{{x}}: %{{z:.4f}}",
    "complexity.damaged": "{file} in the folder assets is missing or damaged. Put back the file that came with the program.",
    "train.title": "Train",
    "train.lead": "Watch a detector learn to rebuild one kind of digit, and fail at all others.",
    "train.train": "Train",
    "train.again": "Train again",
    "train.instead": "Stop, and train this",
    "train.other": "This training goes on with the settings it began with. If you train these, it is stopped and kept as it was after its last epoch.",
    "train.more_epochs": "It will be {epochs} epochs: with few digits an epoch is short, and {least:,} updates are the least (see “More about training”).",
    "train.told_whole": "The detector for {normal}: {seconds}, epochs: {ending}.",
    "train.told_bundled": "The detector for {normal} came ready trained, epochs: {ending}.",
    "train.told_part": "The detector for {normal}, as it was after epoch {ending}: {seconds}.",
    "train.try": "Try it in the playground",
    "train.changed": "The settings changed: what is shown was trained with others. Train again.",
    "train.draw": "Your drawing",
    "train.slow": "Slow motion",
    "train.slow_help": "An epoch takes five seconds, so that you can see what each batch changes.",
    "train.soon": "The first pictures come with the first batch.",
    "train.rows": "From top to bottom: the digit, what the detector makes of it, and where the two differ. Below, the score.",
    "train.first_epoch": "Loss and scores come with the first epoch.",
    "train.pause": "Pause",
    "train.resume": "Go on",
    "train.step": "One epoch",
    "train.stop": "Stop and keep",
    "train.leave": "Leave",
    "train.company": (
        "{count} more watch this training, so it cannot be paused or slowed down; it goes on if you "
        "leave."
    ),
    "train.epoch": "Go back through the epochs",
    "train.epoch_of": "{epoch} of {epochs}",
    "train.no_epochs": "Only the result of this training was kept. Train again to watch its epochs.",
    "train.bundled": "This detector came ready trained. Press Train to watch one learn, and to go back through its epochs.",
    "train.own": "yours",
    "train.digit": "a {label}",
    "train.caption": "{name}: {score}",
    "train.alike": (
        "Every digit is rebuilt as the same picture, so the network has learned next to nothing. "
        "Train with a lower learning rate or more epochs."
    ),
    "train.loss": "Loss by epoch",
    "train.auroc": "AUROC {area:.4f}: {normal} against {anomalous}",
    "plan.recipe": "Settings",
    "plan.recipe_help": "Named settings of the detector and how it is fitted. The article's are those of the article this app grew from.",
    "plan.more": "More about training",
    "plan.digits": "Training digits and chance",
    "plan.all": "all",
    "plan.no_layers": "none",
    "plan.told_digits": "training digits: {count:,}",
    "plan.told_contamination": "{share:.0%} anomalies mixed in",
    "plan.told_seed": "seed {seed}",
    "plan.on": "on",
    "plan.off": "off",
    "plan.complete": "{epochs}",
    "plan.collapsed": "{epochs}, collapsed",
    "plan.stopped": "{epoch} of {epochs}, stopped",
    "plan.diverged": "{epoch} of {epochs}, went astray",
    "recipe.default": "Default",
    "recipe.article": "The article's",
    "recipe.squared": "Squared",
    "recipe.relative": "By ink",
    "setting.told": "{name} {value}",
    "setting.latent": "Latent size",
    "setting.latent_help": (
        "How many numbers a digit is squeezed through. With few, even normal digits are rebuilt badly; "
        "with 784 there is no squeeze, and strange digits can pass."
    ),
    "setting.hidden": "Layers",
    "setting.hidden_help": (
        "Widths of the layers between picture and latent numbers; mirrored on the way back. Wider "
        "layers learn more and take longer."
    ),
    "setting.epochs": "Epochs",
    "setting.epochs_help": "How often all training digits are gone through. More takes longer and gains less and less.",
    "setting.learning_rate": "Learning rate",
    "setting.learning_rate_help": (
        "How far each batch moves the weights. Too small learns slowly; from about 0.03 the network "
        "breaks and rebuilds every digit the same."
    ),
    "setting.batch_size": "Batch size",
    "setting.batch_size_help": "Digits looked at between two changes of the weights. Larger is faster an epoch and needs more epochs.",
    "setting.least_updates": "Least updates",
    "setting.least_updates_help": (
        "With few digits an epoch is short; there are as many more epochs as these updates take."
    ),
    "setting.one_cycle": "Warm up, then anneal",
    "setting.one_cycle_help": "The learning rate rises and falls once (one-cycle), which allows larger steps.",
    "setting.weight_decay": "Weight decay",
    "setting.weight_decay_help": "Pulls weights towards zero; the article's is 0.00001.",
    "setting.channels": "Filters",
    "setting.channels_help": "Of the first layer; the second has twice as many. More see finer differences and take longer.",
    "setting.width": "Width of the layers",
    "setting.width_help": "Of the two layers between picture and code, on either side.",
    "setting.beta": "Price of the code",
    "setting.beta_help": "How much it costs to tell digits apart in the code. At 0 it is a plain autoencoder, at 1 the ELBO; much more, and all digits are rebuilt alike.",
    "setting.noise": "Noise in the picture",
    "setting.noise_help": "How far a pixel may be off before it counts, as a standard deviation. More noise makes the code dearer by comparison.",
    "setting.components": "Components",
    "setting.components_help": (
        "Directions in which normal digits vary most, which are kept. With few, even normal digits are "
        "rebuilt badly; with very many, strange digits can pass."
    ),
    "setting.directions": "Directions",
    "setting.directions_help": "Into how many directions the edges of strokes are sorted, all around the circle.",
    "setting.evenness": "Evenness",
    "setting.evenness_help": (
        "How evenly differences count. With 0, one counts the more the less normal digits vary in it, "
        "and noise comes to the fore; with 1,000 all count alike."
    ),
    "setting.neighbours": "Neighbours",
    "setting.neighbours_help": "How many of the normal digits most like it a digit is compared with.",
    "setting.restraint": "Restraint",
    "setting.restraint_help": (
        "Keeps a digit from being put together too freely out of its neighbours. With little, strange "
        "digits are met too well; with much, each is compared with its neighbours' mean."
    ),
    "setting.score": "Score",
    "setting.score_help": "What makes a digit strange. It changes the score alone, not what is learned.",
    "choice.elbo": "Negative ELBO",
    "setting.cycle": "Weight of rebuilding",
    "setting.cycle_help": (
        "How much it counts in training that a digit comes back as itself. With 0, as in the paper, "
        "it often comes back as another of its kind."
    ),
    "setting.alpha": "Weight of the difference",
    "setting.alpha_help": (
        "How much of the score is the difference in the pixels; the rest is what the critic sees. "
        "The paper's is 0.9."
    ),
    "setting.discriminator": "What the critic adds",
    "setting.discriminator_help": (
        "How differently the critic reads the digit and what was made of it, or how far it takes the "
        "digit for one that was made up."
    ),
    "setting.divergence": "Price of the code",
    "setting.divergence_help": (
        "How much it costs to tell digits apart in the code. More, and all digits are rebuilt more "
        "alike."
    ),
    "setting.adversarial": "Weight of the critic",
    "setting.adversarial_help": "How much it counts whether what is rebuilt passes for a real digit.",
    "setting.search_steps": "Steps of the search",
    "setting.search_steps_help": (
        "How often the digit that is made is changed to be more like the one to judge. The paper's "
        "search takes 500."
    ),
    "setting.search_rate": "Step size of the search",
    "setting.search_rate_help": "How far each step goes.",
    "setting.discrimination": "What the critic adds",
    "setting.discrimination_help": (
        "How much of the score is the difference in what the critic sees; the rest is that in the "
        "pixels. The paper's is 0.1."
    ),
    "setting.prior": "Keeping to usual digits",
    "setting.prior_help": (
        "What it costs the search to turn to digits that are seldom made. With 0, as in the paper, "
        "it often finds strange digits too."
    ),
    "choice.features": "Difference in its features",
    "choice.cross_entropy": "Its doubt (cross-entropy)",
    "choice.absolute": "Sum of differences",
    "choice.squared": "Sum of squared differences",
    "choice.relative": "Squared differences as a share of the ink",
    "setting.most_digits": "Normal training digits",
    "setting.most_digits_help": "How many normal digits it learns from. With one it learns that one by heart.",
    "setting.contamination": "Anomalies among them",
    "setting.contamination_help": (
        "Strange digits mixed in unnoticed, as happens with real data. What is learned is no longer strange. "
        "The digits held out stay clean."
    ),
    "setting.seed": "Seed",
    "setting.seed_help": "Where chance begins: first weights and the order of digits. The same seed gives the same detector.",
    "sidebar.normal": "Normal digits",
    "sidebar.rest": "Anomalies: all other digits",
    "sidebar.anomalous": "Anomalous digits",
    "sidebar.no_anomalous": "None is chosen, so all other digits count as anomalies.",
    "sidebar.detector": "Detector",
    "sidebar.data": "Digits in use: {what}",
    "sidebar.fetching": "Fetching MNIST: {share:.0%}",
    "sidebar.retry": "Try again",
    "sidebar.stop": "Stop",
    "tab.drawing": "Draw",
    "tab.sample": "Samples",
    "tab.upload": "Upload",
    "canvas.blank": "Draw something.",
    "canvas.dot": "This is only a dot. Draw a whole digit.",
    "canvas.full": "There is no digit here, only one filled surface. Draw a digit on an empty ground.",
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
    "picture.signed_help": "Red: ink that was not expected. Blue: ink that was expected and is missing.",
    "picture.alt": "Three pictures: the input, its reconstruction, and where they differ.",
    # The live threshold; what stands in double braces the browser fills in.
    "threshold.threshold": "Threshold",
    "threshold.highest": "highest bar: {{count}} digits",
    "threshold.digit": "this digit",
    "threshold.log": "Log counts",
    "threshold.plot": (
        "Histogram of the scores of {normal} and {anomalous}. Left and right go from bar to bar, "
        "Enter shows a bar's digits."
    ),
    "threshold.passes": "pass as normal",
    "threshold.flagged": "flagged as anomalies",
    "threshold.normal_side": "normal",
    "threshold.anomaly_side": "anomaly",
    "threshold.value": (
        "{{threshold}}: {{caught}} of {anomalous} caught, {{false_alarms}} of {normal} falsely flagged"
    ),
    "threshold.not_number": "“{{text}}” is no number from {{low}} to {{top}}, so the threshold stays.",
    "threshold.held": "{{count}} × digit {{label}}",
    "threshold.range": "Score {{low}} to {{high}}:",
    "threshold.none": "no digits",
    "threshold.precision": "Precision {{share}}",
    "threshold.precision_at": "{{share}} if 1 in {{rate}} is an anomaly",
    "threshold.nothing_flagged": "Nothing is flagged",
    "threshold.without_labels": "Without labels",
    "threshold.with_labels": "With labels",
    "threshold.settings": "Base rate and costs",
    "threshold.base_rate": "Anomalies are 1 in",
    "threshold.miss_cost": "Cost of a miss",
    "threshold.false_alarm_cost": "Cost of a false alarm",
    "threshold.passed": "{{count}}",
    "threshold.false_alarms": "{{count}} ({{share}})",
    "threshold.missed": "{{count}}",
    "threshold.caught": "{{count}} ({{share}})",
    "threshold.precision_unknown": "too few digits to tell for 1 in {{rate}}",
    "chip.quantile": "{quantile:.0%} quantile",
    "chip.quantile_assumes": (
        "Keeps about {quantile:.0%} of held-out normal digits below; the rest are false alarms."
    ),
    "chip.sigma": "mean + {sigmas:g}σ",
    "chip.sigma_assumes": "Assumes that normal scores are bell-shaped; a long tail is flagged too often.",
    "chip.mad": "median + {deviations:g} MAD",
    "chip.mad_assumes": "Assumes a bell shape too, but a few strange digits among the normal do not move it.",
    "chip.conformal": "conformal {alpha:.0%}",
    "chip.conformal_assumes": (
        "On average flags at most {alpha:.0%} of new normal digits, whatever the shape of their "
        "scores, if they are like the held-out ones; a single set of digits can have more."
    ),
    "chip.f1": "best F1",
    "chip.f1_assumes": (
        "Best balance of precision and recall on labelled training digits; "
        "assumes anomalies are as common out there as among those digits."
    ),
    "chip.youden": "Youden's J",
    "chip.youden_assumes": (
        "The share caught minus the share of false alarms is highest here, on labelled training digits; "
        "both shares weigh the same."
    ),
    "chip.cost": "least cost",
    "chip.cost_assumes": (
        "Least expected cost on labelled training digits, where a miss costs {miss_cost:g}, a false "
        "alarm {false_alarm_cost:g} and 1 digit in {one_in:,.0f} is an anomaly. "
        "Where no false alarm shows among {count:,} held-out digits, it counts on there being none, and may "
        "set the line too low."
    ),
    "chip.precision": "precision {precision:.0%}",
    "chip.precision_assumes": (
        "Catches the most while {precision:.0%} of alarms are right where 1 digit in {one_in:,.0f} is "
        "an anomaly, by labelled training digits."
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
