"""The passages that were found, read closely: which sentences answer, and whether any does."""
