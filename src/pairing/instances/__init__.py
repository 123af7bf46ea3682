"""A School seen as one problem: the class room, the markets, the agenda. What rules may ask."""
