"""The plain HTTP API: JSON in and out below /api, beside the page and behind the same gate."""
