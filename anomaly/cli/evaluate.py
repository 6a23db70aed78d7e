"""anomaly evaluate: measure how well a detector tells normal and anomalous digits apart."""

import argparse
from typing import Any

from anomaly.cli.plan import add_model_argument, add_plan_arguments, obtain
from anomaly.cli.shared import get_digits, read_labels, tell, warn
from anomaly.data.digits import all_others, check_labels
from anomaly.errors import UserError
from anomaly.evaluation import RULES, parse_rule
from anomaly.reports.corruption_report import corruption_table, measure_corruptions
from anomaly.reports.evaluation_report import about, describe_report, evaluate
from anomaly.reports.rule_table import compare_rules, rule_table
from anomaly.reports.sign_report import describe_signs, report_on_signs
from anomaly.text import t
from anomaly.training.thresholds import choose_threshold
from anomaly.training.trained import TrainedDetector


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    add_plan_arguments(parser)
    add_model_argument(parser)
    parser.add_argument("--anomaly", default="rest", help=t("cli.anomaly"))
    rules = {"known": ", ".join(RULES), "default": RULES["quantile"].written()}
    parser.add_argument("--rule", metavar="NAME[=VALUE,...]", help=t("cli.rule", **rules))
    parser.add_argument("--rules", action="store_true", help=t("cli.rules"))
    parser.add_argument("--corruptions", action="store_true", help=t("cli.corruptions"))


def run(options: argparse.Namespace) -> tuple[dict[str, Any], int]:
    """Measure a detector on the test digits, under one rule or under each."""
    rule = None if options.rule is None else parse_rule(options.rule)
    trained = obtain(options)
    if options.corruptions and trained.is_of_signs:
        raise UserError("corruption.none_held_out")
    anomalous = _read_anomalous(options.anomaly, trained.plan.normal)
    threshold, written, problem = choose_threshold(trained, anomalous, rule)
    warn(problem)
    report = evaluate(trained, anomalous, threshold, written)
    if options.model is not None:
        tell(options, t("cli.as_recorded", path=options.model))
    tell(options, *describe_report(trained, report))
    answer = about(trained) | report.as_dict()
    if trained.is_of_signs:
        tell(options, *describe_signs(report_on_signs(trained)))
    if options.rules:
        answer["rules"] = compare_rules(trained, anomalous)
        tell(options, rule_table(answer["rules"]))
    if options.corruptions:
        answer["corruptions"] = _damage(options, trained, threshold)
    return answer, 0


def _damage(
    options: argparse.Namespace, trained: TrainedDetector, threshold: float
) -> list[dict[str, Any]]:
    """Print what the detector makes of damaged test digits, and return it."""
    # A stored detector of MNIST is measured on MNIST, also where this has to be fetched first. A
    # file may name any source, which is not to be opened as a folder.
    own = trained.source if trained.source in ("mnist", "generated") else "auto"
    test = get_digits(own if options.data == "auto" else options.data).test
    results = list(measure_corruptions(trained, test, threshold))
    lead = t("cli.corruptions_lead", count=results[0].digits, threshold=threshold)
    tell(options, lead, corruption_table(results))
    return [result.as_dict() for result in results]


def _read_anomalous(text: str, normal: tuple[int, ...]) -> tuple[int, ...]:
    if text == "rest":
        return all_others(normal)
    return tuple(label for label in check_labels(read_labels(text)) if label not in normal)
