"""Streamlit entry: starts the app, nothing else."""

from pairing.ui.front import show

show()
