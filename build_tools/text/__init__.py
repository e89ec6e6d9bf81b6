"""Strings in, spans or values out."""
