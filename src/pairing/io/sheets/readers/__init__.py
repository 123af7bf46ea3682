"""One reader for each kind of sheet, and for the cells that several have."""
