"""What makes vectors, one module an embedder. `index.embedders.choose` chooses one of them."""
