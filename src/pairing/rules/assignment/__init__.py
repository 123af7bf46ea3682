"""What the rules of pairs, mentors and teams share."""
