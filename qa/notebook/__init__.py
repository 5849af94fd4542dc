"""Answers that readers saved, with their notes, and what became of their citations since."""
