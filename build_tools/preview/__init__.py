"""What `reader serve` adds to a built site: it says when a page has changed, and what is wrong."""
