"""Several processes that serve the app, behind nginx, for more people than one can answer.

Each process answers on a port of its own on this machine; nginx listens for all and sends a browser
to the same one every time, by a cookie, since a session lives in the process that began it. All
share the stored models. A process that ends or no longer answers is started again, and its browsers
are sent to another meanwhile: they connect by themselves and bring their view along.
"""
