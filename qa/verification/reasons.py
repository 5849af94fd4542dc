"""How a reason against a claim is worded."""


def instead(claimed: str, stated: str) -> str:
    """That the passage says something else, or at least not this."""
    return f"the passage says {stated}, not {claimed}" if stated else f"{claimed} is not in the passage"
