"""What the part seats is made of: the seating problem of a class, and its search."""
