"""The prompts of a language model, what it writes, and which passages its markers name."""
