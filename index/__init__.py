"""What is stored: articles, their passages, the keyword index and the vectors."""
