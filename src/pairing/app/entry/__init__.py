"""What Streamlit runs, in a folder of its own: one of pages beside it would be taken for its own.

Whoever came first by the link of a page would then see an empty one.
"""
