"""What `reader check --fix` does: mends in source files what is mechanical, and nothing of which it isn't certain."""
