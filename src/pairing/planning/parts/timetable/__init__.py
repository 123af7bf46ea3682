"""What the part sessions is made of: the timetable problem, rooms, what was left out and why."""
