"""Start an installed package with: streamlit run <this file>"""

from anomaly.ui.app import run

if __name__ == "__main__":
    run()
