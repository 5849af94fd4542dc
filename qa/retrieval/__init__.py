"""From a question to the passages to read: rankings, their fusion, recency and copies."""
