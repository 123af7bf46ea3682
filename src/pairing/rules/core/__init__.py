"""What a rule is, the book of them, and the words that many of them read."""
