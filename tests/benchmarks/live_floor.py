"""The least that answers a stroke: the page that live.py compares the app with."""

import streamlit as st

SCRIPT = """
export default ({ data, parentElement, setStateValue }) => {
  const canvas = parentElement.querySelector("canvas");
  parentElement.querySelector("p").textContent = `${data.points} points`;
  document.dispatchEvent(new CustomEvent("anomaly:answer", { detail: data }));
  const points = [];
  canvas.onpointermove = (event) => event.buttons && points.push([event.offsetX, event.offsetY]);
  canvas.onpointerup = () => setStateValue("stroke", { drawing: data.drawing + 1, points });
};
"""
PAGE = '<canvas width="280" height="280" style="background: black"></canvas><p></p>'
pen = st.components.v2.component("floor", html=PAGE, js=SCRIPT, isolate_styles=False)


@st.fragment
def answer() -> None:
    """Answer the last stroke with its number of points."""
    stroke = st.session_state.get("pen", {}).get("stroke") or {"drawing": 0, "points": []}
    data = {"drawing": stroke["drawing"], "points": len(stroke["points"]), "score": None}
    pen(key="pen", data=data, on_stroke_change=lambda: None)


answer()
