"""Messages and faults as data."""
