"""What one visitor has in hand."""
