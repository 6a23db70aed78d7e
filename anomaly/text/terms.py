"""The terms of the glossary by topic, in the order in which a newcomer would meet them."""

TOPICS: dict[str, tuple[str, ...]] = {
    "digits": (
        "normal", "anomaly", "mnist", "generated", "held_out", "calibration", "contamination",
        "corruption",
    ),
    "network": (
        "detector", "autoencoder", "encoder", "bottleneck", "latent", "decoder", "reconstruction",
        "difference", "score", "manifold", "latent_map", "gan",
    ),
    "training": (
        "weights", "loss", "epoch", "batch", "learning_rate", "seed", "recipe", "checkpoint",
        "collapsed",
    ),
    "line": (
        "threshold", "line", "false_alarm", "false_positive", "miss", "false_negative",
        "close_call", "second_test", "rule", "quantile", "sigma", "mad", "p_value", "base_rate",
    ),
    "measures": (
        "recall", "precision", "f1", "youden", "roc", "auroc", "average_precision", "interval",
        "pixel_auroc", "region_overlap",
    ),
}  # fmt: skip
TERMS = tuple(term for terms in TOPICS.values() for term in terms)
