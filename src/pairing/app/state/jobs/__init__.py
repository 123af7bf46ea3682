"""Work beside the page: the job that plans, and the compiler of the search."""
