"""Sentences of the benchmark, and of what it found."""

SENTENCES: dict[str, str] = {
    "benchmark.other_digits": "These are other digits ({found}) than those of the benchmark ({wanted}).",
    "benchmark.of_other_digits": (
        "The benchmark in {folder} was measured on other digits than these ({source}). Choose another "
        "--folder, or delete that one."
    ),
    "benchmark.of_other_settings": (
        "The benchmark in {folder} has measured {detector} in another way ({differences}). Choose "
        "another --folder, or delete that one."
    ),
    "benchmark.of_other_protocol": (
        "The benchmark in {folder} follows another protocol ({protocol}). Choose another --folder, or delete "
        "that one."
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
    "benchmark.mishap": "{detector}, digit {digit}, seed {seed}: ended with an error, and nothing is kept of it.\n{traceback}",
    "benchmark.finished": "{detector}, digit {digit}, seed {seed}: AUROC {area:.4f}",
    "benchmark.failed": "{detector}, digit {digit}, seed {seed}: {problem}",
    "benchmark.diverged": (
        "{detector}, digit {digit}, seed {seed}: training went astray; the last good epoch is measured."
    ),
    "benchmark.collapsed": (
        "{detector}, digit {digit}, seed {seed}: the detector has collapsed; it rebuilds all digits alike, or "
        "scores them alike."
    ),
    "benchmark.stopped": "{detector}, digit {digit}, seed {seed}: training ended before its last epoch.",
    "benchmark.progress": "{done} of {total} cells, about {left} left. {what}",
    "benchmark.computing": "Benchmark",
    "benchmark.written": "benchmark: {folder}",
    "benchmark.title_one_class": "Benchmark: one-class anomaly detection on {source}",
    "benchmark.title_leave_one_out": "Benchmark: nine digits normal, one anomalous, on {source}",
    "benchmark.title_contamination": "Benchmark: anomalies among the digits learned, on {source}",
    "benchmark.protocol_one_class": (
        "Each detector is fitted on the training images of one digit, 15% of them held out, and tested "
        "on all test images: that digit against the rest."
    ),
    "benchmark.protocol_leave_one_out": (
        "Each detector is fitted on the training images of all digits but one, 15% of them held out, and "
        "tested on all test images: that one against the rest."
    ),
    "benchmark.protocol_contamination": (
        "Each detector is fitted on the training images of one digit, 15% of them held out, and on others "
        "mixed in that it takes for normal ones: 0, 1, 5, 10, 20 and 30% of all it is fitted on. It is tested "
        "on all test images: that digit against the rest."
    ),
    "benchmark.measured": (
        "Mean, spread and times are over {cells} cells, seeds {seeds}; the spread is two standard deviations "
        "over the seeds of the mean over the digits. Times are medians, on one thread."
    ),
    "benchmark.contaminated": "{detector}, {share:.0%} mixed in",
    "benchmark.by_share": "AUROC by share of anomalies mixed in, mean over digits and seeds",
    "benchmark.by_digit_one_class": "AUROC by normal digit, mean over seeds",
    "benchmark.by_digit_leave_one_out": "AUROC by anomalous digit, mean over seeds",
    "benchmark.by_digit_contamination": "AUROC by normal digit, mean over seeds",
    "benchmark.column_normal": "normal digit",
    "benchmark.column_anomalous": "anomalous digit",
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
    "benchmark.damaged_table": (
        "The benchmark's result ({file}) is missing or damaged. Restore it from the project, or measure "
        "again with `python -m anomaly benchmark`."
    ),
    "benchmark_panel.benchmark": "How well do they tell digits apart?",
    "benchmark_panel.protocol": (
        "Each detector was fitted on one digit (the column) and tested on MNIST's test digits, that one "
        "against all others. **AUROC** is the chance that an anomaly scores higher than a normal digit."
    ),
    "benchmark_panel.detector": "Detector",
    "benchmark_panel.recipe": "{name}: {recipe}",
    "benchmark_panel.auroc": "Mean AUROC",
    "benchmark_panel.spread": "± over seeds",
    "benchmark_panel.fit": "Seconds to fit",
    "benchmark_panel.score": "Microseconds a digit",
    "benchmark_panel.parameters": "Numbers learned",
    "benchmark_panel.fewer": (
        "{name} was tested on {count:,} of the test digits, drawn in proportion, since its search takes "
        "long."
    ),
}
