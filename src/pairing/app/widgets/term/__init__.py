"""What pages after the plan show: what is owed, entries, and how it went."""
