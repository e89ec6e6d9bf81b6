"""The corpus as a whole, and what is known of it."""
