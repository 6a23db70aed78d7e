"""What somebody in a classroom may try, from an address other than that of honest students.

What the server answers does not matter to an attack: that is for the tests to say.
"""

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from tests.support.attacks import connections, files, models, pages, trainings
from tests.support.attacks.scene import Scene
from tests.support.models import write_large_models

_ATTACKS: tuple[Callable[[Scene], Awaitable[object]], ...] = (
    connections.foreign_origins,
    connections.foreign_hosts,
    connections.trickled_heads,
    connections.held_pages,
    connections.idle_sockets,
    models.compared_runs,
    models.large_links,
    models.weights_of_nothing,
    models.filled_quota,
    models.hostile_models,
    models.crafted_heads,
    models.odd_names,
    trainings.long_scoring,
    trainings.long_scoring_watched,
    trainings.forty_trainings,
    files.large_uploads,
    files.uploads_of_many,
    files.broken_uploads,
    files.trickled_uploads,
    files.large_pictures,
    pages.reruns,
    pages.abandoned_pages,
    pages.hostile_links,
    pages.hostile_messages,
    pages.other_messages,
    pages.many_widgets,
    pages.endless_questions,
)
ATTACKS = {attack.__name__: attack for attack in _ATTACKS}
# What lies in the folder of models before.
PREPARED: dict[str, Callable[[Path], object]] = {
    "compared_runs": partial(write_large_models, count=20),
    "large_links": partial(write_large_models, count=20),
    "weights_of_nothing": partial(write_large_models, count=5),
    "odd_names": models.write_odd_names,
}
