"""Parts of pages that draw one thing each."""
