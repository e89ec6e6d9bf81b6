"""What `reader check` looks for: a rule a file, and nothing else."""
