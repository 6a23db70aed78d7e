"""The least that answers a stroke, for live.py to compare the app with; ?canvas=1 adds a canvas."""

import streamlit as st
from streamlit_drawable_canvas import st_canvas

SCRIPT = """
export default ({ data, parentElement, setStateValue }) => {
  parentElement.querySelector("p").textContent = `${data.points} points`;
  document.dispatchEvent(new CustomEvent("anomaly:answer", { detail: data }));
  const points = [];
  window.onpointermove = (event) => event.buttons && points.push([event.pageX, event.pageY]);
  window.onpointerup = () => setStateValue("stroke", { drawing: data.drawing + 1, points });
};
"""
PAGE = '<div class="pad" style="width: 280px; height: 280px; background: black"></div><p></p>'
pen = st.components.v2.component("floor", html=PAGE, js=SCRIPT, isolate_styles=False)


@st.fragment
def answer() -> None:
    """Answer the last stroke with its number of points."""
    if "canvas" in st.query_params:
        with st.container(key="canvas"):
            st_canvas(width=280, height=280, update_streamlit=False, key="surface")
    stroke = st.session_state.get("pen", {}).get("stroke") or {"drawing": 0, "points": []}
    data = {"drawing": stroke["drawing"], "points": len(stroke["points"]), "score": None}
    pen(key="pen", data=data, on_stroke_change=lambda: None)


answer()
