"""The script that Streamlit runs for each session, and routes of our own beside Streamlit's."""
