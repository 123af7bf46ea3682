"""What pages of sessions show: changes by hand, cover, groups."""
