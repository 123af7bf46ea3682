"""The compiled search over swaps and patches of seats."""
