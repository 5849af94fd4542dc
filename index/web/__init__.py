"""Articles from the web: what goes to the network for addresses, pages and feeds. Start reading at `fetch`."""
