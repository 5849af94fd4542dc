"""What a question asks for, and how a follow-up is made to stand alone."""
