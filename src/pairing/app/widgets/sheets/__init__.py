"""What comes of sheets that were dropped: how they were read, and what they would change."""
