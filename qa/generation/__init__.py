"""What a language model is told, what it writes, and which passages its markers name."""
