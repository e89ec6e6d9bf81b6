"""The generated pages: one kind of page a file, all of them in `registry`."""
