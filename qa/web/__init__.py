"""The page, its endpoints and tools, and who may use them. Start reading at `page`."""
