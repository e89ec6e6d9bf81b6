"""Formats that come in and go out; each exporter and importer is one small function."""
