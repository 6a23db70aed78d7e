"""Start with: streamlit run app.py"""

from anomaly.threads import limit_spinning

limit_spinning()

from anomaly.ui.app import main

main()
