"""The least that a Streamlit app with torch takes: the page footprint.py compares the app with."""

import streamlit as st
import torch

st.set_page_config(page_title="Floor", layout="wide")
st.text(f"The sum of nothing is {torch.zeros(1).sum():.1f}.")
