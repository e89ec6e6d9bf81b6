"""The corpus as a whole, and facts derived from it."""
