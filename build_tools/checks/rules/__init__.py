"""The rules of `reader check`, one in each file."""
