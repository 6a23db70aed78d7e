"""Sentences about scores, metrics, threshold rules, verdicts and reports."""

SENTENCES: dict[str, str] = {
    "evaluation.no_anomalies": "There are no anomalous digits to compare with. Choose at least one.",
    "evaluation.no_normal": "There are no normal digits to compare with. Choose at least one.",
    "evaluation.not_finite": (
        "Scores that are no finite numbers: {count} of {total}. Nothing can be measured with them; "
        "train the detector again."
    ),
    "auroc.worse": (
        "Worse than guessing, which has an AUROC of 0.5: this detector rebuilds these anomalies better "
        "than what is normal, for example because thin strokes have little to rebuild. Take another "
        "detector, or another score such as the relative one. To turn the verdict around is no cure: "
        "other anomalies would then pass."
    ),
    "auroc.chance": (
        "Not to be told from guessing: the interval contains 0.5, the AUROC of scores drawn by lot. "
        "Test with more of them, or take another detector or another score."
    ),
    "auroc.of_digits": "{digits}: {warning}",
    "auroc.of_models": "{models}. {warning}",
    "weak.generated": "Weak: it learned from generated digits.",
    "weak.few": "Weak: it learned from only {count} digits.",
    "weak.held_out": "Weak: few held-out digits were scored for its threshold.",
    "weak.threshold": (
        "Its default threshold of {threshold} rests on {held_out:,} held-out {normal}; with many more of them it "
        "would probably lie between {low} and {high} (95% interval)."
    ),
    "weak.threshold_open": (
        "Its default threshold of {threshold} rests on {held_out:,} held-out {normal}; with many more of them it "
        "would probably lie at {low} or above (95% interval)."
    ),
    "weak.of": "{name}: {weakness}",
    "weak.part": "{name} {threshold} ({low} to {high}; {held_out:,} held out)",
    "weak.part_open": "{name} {threshold} ({low} and above; {held_out:,} held out)",
    "weak.several": (
        "Weak, as they learned from few or generated digits, or few held-out digits were scored; default "
        "thresholds with their 95% intervals: {parts}."
    ),
    "rule.no_digits": (
        "There are no held-out pictures to choose a threshold by. Train again with more of them."
    ),
    "rule.one_value": (
        "The held-out pictures ({count}) all score {score:.6g}, so no line can be drawn between them. "
        "Train again, with more of them if they are few."
    ),
    "rule.no_spread": (
        "More than half of the held-out pictures score {score:.6g}, so their median distance from the "
        "middle is 0 and no line can be drawn by it. Choose another rule, for example quantile."
    ),
    "rule.too_few": (
        "Held-out pictures: {count}, too few for a p-value of {alpha:g}. It takes at least {needed}, "
        "or a larger p-value."
    ),
    "rule.imprecise": (
        "No threshold can be trusted to have a precision of {wanted:.0%} where 1 in {one_in:,.0f} "
        "is an anomaly: {count:,} held-out normal pictures vouch for {best:.0%} at most. Expect anomalies "
        "more often, ask for a lower precision, or hold out more."
    ),
    "rule.unknown": "There is no rule called “{name}”. Known: {known}.",
    "rule.not_number": (
        "“{value}” is no number. Write a rule as f1, quantile=0.99 or cost=10,1,0.001, for example."
    ),
    "rule.too_many": "Too many values for the rule {name}: {given} given, at most {most} taken.",
    "report.title": "Anomaly detection: {detector} trained on {normal}",
    "report.settings": "Settings",
    "report.loss": "Loss by epoch",
    "report.figure": "Input, reconstruction, difference; the score under each",
    "report.histogram": "Scores of what it was tested on",
    "report.roc": "ROC curve",
    "report.precision": "Precision and recall",
    "report.digits": "trained on",
    "report.training": "training",
    "report.anomalous": "anomalous",
    "report.by_hand": "set by hand",
    "report.measured": "Measured on {count:,} {data}",
    "histogram.hover": "%{{y}} pictures near %{{x:.1f}}",
    "histogram.x": "anomaly score",
    "histogram.y": "test pictures",
    "loss.fit": "fitted on",
    "loss.calibration": "held out",
    "loss.epoch": "epoch",
    "loss.loss": "mean squared error",
    "curve.roc": "AUROC {area:.4f}",
    "curve.roc_x": "false alarms",
    "curve.roc_y": "caught",
    "curve.roc_x_long": "share of the normal flagged (false alarms)",
    "curve.roc_y_long": "share of anomalies caught (recall)",
    "curve.pr": "Average precision {area:.4f}",
    "curve.pr_x": "caught",
    "curve.pr_y": "precision",
    "curve.pr_y_long": "share of anomalies among the flagged (precision)",
    "curve.chance": "chance",
    "curve.threshold": "at the threshold",
    "bars.x": "other digit",
    "bars.chosen": "an anomaly here",
    "bars.others": "not looked at here",
    "bars.y": "AUROC, with its 95% interval",
    "bars.hover": "%{{y:.4f}} (%{{customdata[0]:.4f}} to %{{customdata[1]:.4f}})<extra></extra>",
    "described.loss": (
        "Chart of the loss by epoch. After epoch {epoch}: {fitted:.4f} on the digits fitted on, {held_out:.4f} on "
        "those held out."
    ),
    "described.scores": (
        "Histogram of the anomaly scores. Half of the {normal} score below {normal_median}, half of the {anomalous} "
        "below {anomalous_median}."
    ),
    "described.codes": "Map of the codes: {normal} as dots, {anomalous} as crosses.",
    "described.bars": "Bar chart of the AUROC of {normal} against each other digit: {values}.",
    "described.bar": "{digit}: {area:.4f}",
    "described.benchmark": (
        "Heatmap of the AUROC of {count} detectors on each normal digit. Their means are in the table below."
    ),
    "described.complexity": (
        "Heatmap of the AUROC by the digit trained on and the digit tested on. Lowest: {area:.2f}, trained on "
        "{trained} and tested on {tested}."
    ),
    "described.corruptions": (
        "Heatmap of the shares flagged, by damage and strength. Judged wrongly most often: {kind} {strength}, {share}."
    ),
    "heatmap.z": "AUROC",
    "heatmap.x": "normal digit",
    "heatmap.hover": "%{{y}}, digit %{{x}} normal: %{{z:.4f}}<extra></extra>",
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
    # What stands in double braces the browser fills in.
    "threshold.threshold": "Threshold",
    "threshold.highest": "highest bar: {{count}} digits",
    "threshold.digit": "this digit",
    "threshold.own_normal": "yours",
    "threshold.own_anomalous": "yours, anomalies",
    "threshold.log": "Log counts",
    "threshold.plot": (
        "Histogram of the scores of {normal} and {anomalous}. Left and right go from bar to bar, "
        "Enter shows what is in a bar."
    ),
    "threshold.passes": "pass as normal",
    "threshold.flagged": "flagged as anomalies",
    "threshold.normal_side": "normal",
    "threshold.anomaly_side": "anomaly",
    "threshold.value": (
        "{{threshold}}: {{caught}} of {anomalous} caught, {{false_alarms}} of {normal} falsely flagged"
    ),
    "threshold.not_number": "“{{text}}” is no number from {{low}} to {{top}}, so the threshold stays.",
    "threshold.held": "{{count}} × digit {{name}}",
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
    "threshold.precision_unknown": "too few pictures to tell for 1 in {{rate}}",
    "chip.labelled_digits": "labelled training digits",
    "chip.labelled_signs": "your pictures and generated digits",
    "chip.quantile": "{quantile:.0%} quantile",
    "chip.quantile_assumes": (
        "Keeps about {quantile:.0%} of held-out {normal} below; the rest are false alarms."
    ),
    "chip.sigma": "mean + {sigmas:g}σ",
    "chip.sigma_assumes": "Assumes that normal scores are bell-shaped; a long tail is flagged too often.",
    "chip.clipped": "clipped 3σ",
    "chip.clipped_assumes": (
        "As mean + 3σ, but a score more than {clip:g} MADs above the median does not count: a wrong one among the "
        "normal hardly moves it."
    ),
    "chip.mad": "median + {deviations:g} MAD",
    "chip.mad_assumes": "Assumes a bell shape too, but a few strange ones among the normal do not move it.",
    "chip.conformal": "conformal {alpha:.0%}",
    "chip.conformal_assumes": (
        "On average flags at most {alpha:.0%} of new {normal}, whatever the shape of their "
        "scores, if they are like the held-out ones; a single set of them can have more."
    ),
    "chip.f1": "best F1",
    "chip.f1_assumes": (
        "Best balance of precision and recall on {labelled}; "
        "assumes anomalies are as common out there as among those."
    ),
    "chip.youden": "Youden's J",
    "chip.youden_assumes": (
        "The share caught minus the share of false alarms is highest here, on {labelled}; "
        "both shares weigh the same."
    ),
    "chip.cost": "least cost",
    "chip.cost_assumes": (
        "Least expected cost on {labelled}, where a miss costs {miss_cost:g}, a false "
        "alarm {false_alarm_cost:g} and 1 in {one_in:,.0f} is an anomaly. "
        "Where no false alarm shows among {count:,} held-out {normal}, it counts on there being none, and may "
        "set the line too low."
    ),
    "chip.precision": "precision {precision:.0%}",
    "chip.precision_assumes": (
        "Catches the most while {precision:.0%} of alarms are right where 1 in {one_in:,.0f} is "
        "an anomaly, by {labelled}."
    ),
    "chip.taught": (
        "Of the normal scores it counts, {share:.0%} are predicted from your examples, and held so low that at most "
        "{passed:.0%} of labelled anomalies pass for their sake: what it promises holds as far as that is right."
    ),
}
