"""What `reader` does, a command a file."""
