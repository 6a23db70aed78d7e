"""The trained models that people compare, by their files' records."""

from dataclasses import dataclass, field

from anomaly.detectors import DETECTORS
from anomaly.errors import UserError
from anomaly.storage import store
from anomaly.training.record import TrainedRecord
from anomaly.ui.session import server
from anomaly.ui.session.page_context import PageContext
from anomaly.ui.session.run_records import without_scores

MAX_RUNS = 20  # of those trained here
PATIENCE = 2.0  # seconds for models to be tested, after which the page shows the others


@dataclass
class RunList:
    """Models by key; all that are tested, on the digits in use, so that their AUROCs compare.

    Attributes
    ----------
    own : dict of str to TrainedRecord
        The last ones trained or uploaded here, the newest first.
    bundled : dict of str to TrainedRecord
        Those for the digits in view, by method.
    damaged : list of str
        Names of files.
    untested : list of str
        Keys of those that are still to be tested.
    """

    own: dict[str, TrainedRecord] = field(default_factory=dict)
    bundled: dict[str, TrainedRecord] = field(default_factory=dict)
    damaged: list[str] = field(default_factory=list)
    untested: list[str] = field(default_factory=list)


def find_runs(context: PageContext, patience: float = PATIENCE) -> RunList:
    """Return the last models trained here, and the bundled ones for the digits in view.

    Parameters
    ----------
    context : PageContext
    patience : float
        Seconds to wait for models that are still to be tested.
    """
    records, runs = server.run_records(), RunList()
    bundled_for = () if context.trained.is_of_signs else context.normal
    listed, keys = [], set[str]()
    for path in store.list_files():
        is_bundled = path.parent == store.BUNDLED
        is_listed = store.is_for(path, bundled_for) if is_bundled else len(keys) < MAX_RUNS
        if not is_listed or store.key_of(path) in keys:
            continue
        if isinstance(records.of(path), UserError):
            runs.damaged.append(path.name)
        else:
            listed.append(path)
            keys.add(store.key_of(path))
    tested = records.tested(listed, server.library().digits, patience)
    for path, record in tested.items():
        if isinstance(record, UserError):
            runs.damaged.append(path.name)
            continue
        if record is None:
            found = records.of(path)
            if isinstance(found, UserError):  # deleted meanwhile
                continue
            runs.untested.append(found.key)
            record = without_scores(found)
        (runs.bundled if path.parent == store.BUNDLED else runs.own)[store.key_of(path)] = record
    order = list(DETECTORS)
    by_method = sorted(runs.bundled.items(), key=lambda item: order.index(item[1].plan.detector))
    runs.bundled = dict(by_method)
    return runs
