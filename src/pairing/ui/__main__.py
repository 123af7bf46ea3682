"""The script that ``pairing app`` hands to Streamlit."""

from pairing.ui.front import show

show()
