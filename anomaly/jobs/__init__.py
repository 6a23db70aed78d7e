"""The queue of background trainings, and the worker process that carries them out."""
