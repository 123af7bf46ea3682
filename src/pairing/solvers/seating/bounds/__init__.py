"""What no seating can beat: a linear program with cuts."""
