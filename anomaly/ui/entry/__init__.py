"""The script that Streamlit runs, in a folder of its own.

Streamlit puts the script's folder on the import path and takes a folder ``pages`` beside it for
pages of its own.
"""
