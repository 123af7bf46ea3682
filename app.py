"""Streamlit entry: starts the app, nothing else."""

from pairing.app.router import show

show()
