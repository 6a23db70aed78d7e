"""Start with: streamlit run app.py"""

from anomaly.ui.app import run

run()
