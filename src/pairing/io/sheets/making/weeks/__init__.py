"""The week of a school: its periods, its lessons and who holds them."""
