"""Files as text and rows, before it is known what they are about, and files written whole."""
