"""The commands of `reader`, one in each file."""
