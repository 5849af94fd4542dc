"""Typographic quotes, dashes and spaces as the signs of a typewriter, so that one pattern fits both."""

STRAIGHT = str.maketrans(
    {
        **dict.fromkeys("’‘‛‚", "'"),
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‐‑–—−", "-"),
        "\u00a0": " ",
    }
)


def straight(text: str) -> str:
    """`text` with straight quotes, hyphens and plain spaces: one character for one, so that offsets survive."""
    return text.translate(STRAIGHT)
