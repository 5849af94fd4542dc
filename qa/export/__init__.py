"""Answers and articles as files for other programs: reference managers, Word, Obsidian."""
