"""How articles get into the library: added, kept in step with a folder, cut into passages, embedded, examined."""
