"""Maps and networks as drawings."""
