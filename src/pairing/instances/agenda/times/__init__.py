"""When people are free, and what periods are made of."""
