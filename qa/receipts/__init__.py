"""Saved citations held against what the library holds now."""
