"""What stands around every page: links, header, job, side bar."""
