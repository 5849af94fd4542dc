"""What is asked: a question goes in, an answer with exact quotes comes out."""
