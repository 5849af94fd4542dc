"""What makes vectors, one module an embedder. `index.embed` chooses one of them."""
