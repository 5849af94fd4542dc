"""A whole library as one file, and a library made of that file."""
