"""The kinds of files that hold articles, one module a kind. Start reading at `index.formats.load`."""
