"""The script that ``pairing app`` hands to Streamlit."""

from pairing.app.router import show

show()
