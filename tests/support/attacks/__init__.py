"""What somebody in a classroom may try, from an address other than that of honest students.

An attack counts in `Scene.achieved` what it came to do. That it was refused is for the tests to
say, and that it could not even begin shows nothing: each has a least, beside it.
"""

from tests.support.attacks import (  # noqa: F401
    classes,
    connections,
    files,
    models,
    pages,
    readers,
    trainings,
)
from tests.support.attacks.attack import ATTACKS as ATTACKS
