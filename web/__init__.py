"""The page's own parts: nothing in here knows Gradio; `ui.py` puts them on the wire."""
