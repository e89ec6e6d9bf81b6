"""Sets up a checkout: its `.venv`, its lock files, a browser for the tests. No part of the installed package."""
