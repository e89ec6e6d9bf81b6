"""`python -m build_tools` is `reader`."""

from build_tools.cli import main

main()
