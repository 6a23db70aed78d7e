"""Headers by which a browser keeps other sites out of the app's pages, and these from elsewhere."""

import os
import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256

from anomaly.errors import UserError, tell_operator
from anomaly.serving.gate import REPLICA_KEY
from anomaly.serving.reach import is_served_by_tls

# Sites that may show the app in a frame, separated by commas, as in https://moodle.school.example.
EMBEDDED_BY = "ANOMALY_EMBEDDED_BY"
SITE = re.compile(r"(https?://)?(\*\.)?[a-z0-9_.-]+(:([0-9]+|\*))?", re.IGNORECASE | re.ASCII)
LAX = "SameSite=Lax"  # a cookie with this is kept and sent in no frame of another site


def embedders() -> list[str]:
    """Return the sites that ``$ANOMALY_EMBEDDED_BY`` lists; the operator is told what is none.

    For all replicas, `anomaly serve` tells it.
    """
    listed = [site.strip() for site in os.environ.get(EMBEDDED_BY, "").split(",") if site.strip()]
    wrong = [site for site in listed if not SITE.fullmatch(site)]
    if wrong and not os.environ.get(REPLICA_KEY):
        tell_operator(UserError("door.no_sites", listed=", ".join(wrong)[:200]))
    return [site for site in listed if site not in wrong]


def cookie_attributes(sites: Sequence[str]) -> str:
    """Return what follows a cookie that browsers are to keep in frames of these sites, too.

    They do so by TLS alone.
    """
    in_frames = sites and is_served_by_tls()
    return "SameSite=None; Secure; Partitioned" if in_frames else LAX


def security_headers(scripts: Sequence[bytes] = (), sites: Sequence[str] = ()) -> dict[str, str]:
    """Return the headers that each answer has.

    Parameters
    ----------
    scripts : sequence of bytes
        The scripts that stand in a page itself.
    sites : sequence of str
        Those that may show the app in a frame.
    """
    policy = {
        "default-src": ["'self'"],  # websockets too, from Safari 15.4 on
        # Streamlit makes the scripts of our components to blobs.
        "script-src": ["'self'", "blob:", *map(_hash, scripts)],
        "style-src": ["'self'", "'unsafe-inline'"],  # Streamlit and Plotly write theirs in place
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "worker-src": ["'none'"],
        "frame-src": ["'none'"],
        "frame-ancestors": sites or ["'none'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    headers = {
        "Content-Security-Policy": "; ".join(
            " ".join([name, *sources]) for name, sources in policy.items()
        ),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
    }
    return headers if sites else headers | {"X-Frame-Options": "DENY"}


def _hash(script: bytes) -> str:
    return f"'sha256-{b64encode(sha256(script).digest()).decode()}'"
