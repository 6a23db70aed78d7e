"""The normal digits nearest to the one at hand, as thumbnails."""

from html import escape

import streamlit as st

from anomaly.detectors import Detection
from anomaly.text import format_digits, t
from anomaly.training.closest import closest_normal
from anomaly.ui.components.samples import picture_address
from anomaly.ui.session.page_context import PageContext


def show_closest(context: PageContext, detection: Detection) -> None:
    """Show the normal pictures that the detector finds most like the digit at hand."""
    trained, digits = context.trained, context.digits
    is_own = trained.is_of_signs or digits.fingerprint == trained.fingerprint
    key = "closest.seen" if is_own else "closest.at_hand"
    title = escape(t(key, normal=format_digits(trained.plan.normal, trained.is_of_signs)))
    pictures = "".join(
        f'<img src="{picture_address(picture)}" alt="{escape(t("closest.picture", place=place))}">'
        for place, picture in enumerate(closest_normal(trained, digits, detection.image).numpy(), 1)
    )
    with st.container(key="closest"):
        st.html(f"<figure><figcaption>{title}</figcaption><div>{pictures}</div></figure>")
