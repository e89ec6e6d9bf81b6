"""What `reader check --fix` does: it fixes mechanical faults in source files, and changes nothing that is uncertain."""
