"""What pages of needs show: decisions on them, and notes."""
