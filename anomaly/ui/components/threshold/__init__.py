"""The live threshold: parts that a page mounts where it wants them, tied together by events.

- ``histogram``: the scores with the line to drag, and all that the line decides;
- ``verdict``: the sentence on the digit at hand, with Python's answer;
- ``answer``: Python's answer alone, for a page without a verdict.

The histogram's own message is large and stays while digits and thresholds change. The answer is
small and changes with each, so it travels apart, and an `AnswerRelay` in the browser passes it on.
Messages in both directions are declared in ``messages.py`` and ``messages.js``, the events between
the parts in ``events.js``.
"""
