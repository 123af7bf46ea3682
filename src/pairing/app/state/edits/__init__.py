"""What a person changes, and what is typed and not saved yet."""
