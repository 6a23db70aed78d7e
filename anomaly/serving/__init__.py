"""Replicas of the app behind nginx, for more people than one process can answer.

Each replica listens on its own local port. nginx sends a browser to the same replica every time, by
a sticky cookie, since a session lives in one process. All replicas share the stored models. A
replica that is dead or hangs is restarted; its browsers reconnect to another meanwhile and bring
their view along.
"""
