"""Questions answered by other processes: the page has one process, and as many as wanted answer behind it."""
