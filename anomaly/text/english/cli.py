"""Sentences of the command line."""

SENTENCES: dict[str, str] = {
    "cli.interrupted": "Stopped. What was not stored by then is lost.",
    "cli.output_unwritable": "The output could not be written ({reason}).",
    "cli.app": "start the app, to be opened in a browser",
    "cli.app_description": "Start the app, to be opened in a browser. Models trained in it, MNIST and benchmark results are kept in {folder}, in the folders models, data and benchmark; ANOMALY_MODELS and ANOMALY_DATA name others for the first two.",
    "cli.app_address": "where to listen; 0.0.0.0 is for the whole network (default: localhost)",
    "cli.serve": "serve the app from several processes behind nginx",
    "cli.replicas": "how many processes (default: 2)",
    "cli.address": "where to listen; 0.0.0.0 is for the whole network (default: 127.0.0.1)",
    "cli.port": "the port to listen on (default: 8501)",
    "cli.description": "Train an anomaly detector on one kind of digit, evaluate it, score pictures.",
    "cli.train": "train a detector and store it",
    "cli.evaluate": "measure how well normal and anomalous digits are told apart",
    "cli.score": "score pictures of digits",
    "cli.benchmark": "measure detectors on each digit with several seeds, in a folder that can be gone on with",
    "cli.detectors": "all of ours, or some of: {known}; each also with a recipe, for example autoencoder:article or pyod:ocsvm (default: all)",
    "cli.protocol": "one-class: one digit normal, the rest anomalous; leave-one-out: one anomalous, the rest normal; contamination: one-class with 0 to 30%% of anomalies mixed into the digits to fit on (default: one-class)",
    "cli.each_normal": "digits to be the normal one, or the anomalous one with leave-one-out, each in its turn: all, or for example 1,7 (default: all)",
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
    "cli.contamination": "share of anomalies mixed into the digits to fit on, up to 0.3 (default: 0)",
    "cli.seed": "seed of the training (default: 0)",
    "cli.data": "auto, mnist, generated or a folder with MNIST (default: auto)",
    "cli.device": "auto, cpu, cuda or mps (default: auto)",
    "cli.json": "print one JSON object as the last line",
    "cli.report": "write a self-contained HTML report to this file",
    "cli.folder": "store the detector in this folder",
    "cli.anomaly": "anomalous digits, for example 9 or 4,9, or rest for all others (default: rest)",
    "cli.no_limits": "judge by the score alone, without the second test of ink and shape",
    "cli.files": "PNG, JPEG, WebP or HEIC pictures of one digit each",
    "cli.not_digits": "“{value}” is no list of digits. Write for example 1 or 1,7.",
    "cli.fetching": "Fetching MNIST",
    "cli.training": "Training",
    "cli.digits": "digits: {what}",
    "cli.stored": "stored: {path}",
    "cli.report_written": "report: {path}",
    "cli.report_unwritable": "The report could not be written to {path} ({reason}).",
    "cli.no_report": (
        "A report cannot be written to {path} ({reason}), so nothing was trained. Give the name of a file in "
        "a folder that you may write, for example --report report.html."
    ),
    "cli.no_folder": (
        "A detector cannot be stored in {path} ({reason}), so nothing was trained. Make the folder writable, "
        "or choose another one with --folder."
    ),
    "cli.losses": "loss: {fit:.5f} on fitted digits, {calibration:.5f} on held-out digits",
    "cli.rule": "rule that chooses the threshold, for example quantile=0.99 or cost=10,1,0.001 (cost of a miss, cost of a false alarm, base rate); one of: {known} (default: {default})",
    "cli.rules": "tell what every rule would choose",
    "cli.threshold": "threshold: {threshold:.2f} (rule {rule}; {share} held-out normal digits score below it)",
    "cli.threshold_signs": "threshold: {threshold:.2f} (rule {rule})",
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
    "cli.with_limits": (
        "with the second test, of ink and shape: caught {caught}; false alarms on {false}"
    ),
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
}
