"""The school's own tables and rooms, seen and edited, and what is kept of everybody."""
