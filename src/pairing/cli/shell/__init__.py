"""How commands ask, speak and explain themselves."""
