"""A room: its seats, how close they are, and the patterns that schools have."""
