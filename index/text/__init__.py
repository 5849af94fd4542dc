"""What every reader of text is made of: words, stems, sentences, names, numbers, days, addresses."""
