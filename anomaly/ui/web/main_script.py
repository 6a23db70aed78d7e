"""The script that Streamlit runs for each session; app.py names it."""

from anomaly.ui.app import main

main()
