"""The sentences in English, a module for each topic."""

import sys

from anomaly.text.topics import find_topics, merge

TOPICS = find_topics(sys.modules[__name__])
SENTENCES = merge(TOPICS)
