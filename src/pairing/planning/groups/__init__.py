"""Groups of students: to learn together, and to be taught together."""
