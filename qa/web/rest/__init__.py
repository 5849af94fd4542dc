"""The plain HTTP API: JSON below /api and a model below /v1, behind the same gate as the page."""
