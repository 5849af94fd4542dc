"""The check of a model's sentences against the passages they cite."""
