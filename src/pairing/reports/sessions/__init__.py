"""Files about when people meet."""
