"""Keys of the widgets whose values are read or set in Streamlit's own dictionary."""

NORMAL = "normal"  # above a page, as `several` and `many` of it
ANOMALOUS = "anomalous"  # the sidebar
ALL_OTHERS = "rest"
DETECTOR = "detector"

CANVAS = "surface"  # the digit at hand
SAMPLE_LABEL = "sample_label"
SAMPLE_GRID = "sample_grid"
UPLOAD = "upload"
MARKS = "marks"
PHOTO = "photo"
SIGNED = "signed"
TAUGHT = "taught"
LIMITS = "limits"

OWN_NAME = "own_name"  # Your own
OWN_DETECTOR = "own_detector"
OWN_FILES = "own_files"

MODEL_FILE = "model_file"  # Compare runs; see `model_file`

SLOW_MOTION = "slow_motion"  # the Train page
PLAN_NORMAL = "plan_normal"
PLAN_DETECTOR = "plan_detector"
PLAN_SEED = "plan_seed"
PLAN_MAX_DIGITS = "plan_most"
PLAN_CONTAMINATION = "plan_contamination"


def tab(page: str | None) -> str:
    """Return the key of the tabs that a page has for the digit at hand."""
    return f"{page or ''}_tab"


def several(normal: str) -> str:
    """Return the key of the switch by which the choice `normal` takes several digits."""
    return f"{normal}_several"


def many(normal: str) -> str:
    """Return the key of the digits that the choice `normal` has where it takes several."""
    return f"{normal}_many"


def sample_label(of_signs: bool) -> str:
    """Return the key of the filter of the samples, another one for a person's own pictures."""
    return f"{SAMPLE_LABEL}_signs" if of_signs else SAMPLE_LABEL


def step(name: str) -> str:
    """Return the key of the switch for one step of preprocessing."""
    return f"step_{name}"


def plan_setting(detector: str, name: str) -> str:
    """Return the key of one of a detector's settings in the form."""
    return f"plan_{detector}_{name}"


def plan_epochs(detector: str, least: int) -> str:
    """Return the key of the slider for the number of epochs, which begins at `least`."""
    return f"plan_{detector}_epochs_{least}"


def plan_recipe(detector: str) -> str:
    """Return the key of the choice among a detector's recipes."""
    return f"plan_{detector}_recipe"


def side(index: int) -> str:
    """Return the key of the menu that chooses the left (0) or the right (1) of two models."""
    return f"side_{index}"


def own_files(files_taken: int) -> str:
    """Return the key of the upload widget for pictures of a sign, another one after each use."""
    return f"{OWN_FILES}_{files_taken}"


def model_file(files_taken: int) -> str:
    """Return the key of the upload widget for a model's file, another one after each file."""
    return f"{MODEL_FILE}_{files_taken}"
