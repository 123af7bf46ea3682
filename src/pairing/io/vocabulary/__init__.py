"""Which words mean which table, column and value, in every language."""
