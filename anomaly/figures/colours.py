"""Colours that mean the same in all figures, and stand out on a light and on a dark page."""

NORMAL_COLOUR = "#3b7dd8"
ANOMALY_COLOUR = "#d9662b"
THRESHOLD_COLOUR = "#8250c8"
FITTED_COLOUR = NORMAL_COLOUR  # a loss, as the next
HELD_OUT_COLOUR = "#5b8a1e"
CHANCE_COLOUR = "#888888"

# Evenly spaced colours of the scales for intensities and differences.
GREY = ("#000000", "#ffffff")
HEAT = (  # matplotlib's Inferno
    "#000004", "#1b0c41", "#4a0c6b", "#781c6d", "#a52c60",
    "#cf4446", "#ed6925", "#fb9b06", "#f7d13d", "#fcffa4",
)  # fmt: skip
DIVERGING = (  # ColorBrewer's RdBu, blue for negative
    "#053061", "#2166ac", "#4393c3", "#92c5de", "#d1e5f0", "#f7f7f7",
    "#fddbc7", "#f4a582", "#d6604d", "#b2182b", "#67001f",
)  # fmt: skip
# Colours and lowest value of a difference map, and of a signed difference.
DIFFERENCE_SCALE = (HEAT, 0.0)
SIGNED_SCALE = (DIVERGING, -1.0)
