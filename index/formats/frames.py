"""What this program and its process for parsers send each other: frames of eight bytes of length, then the content."""

from typing import IO

READY = b"ready"


class FrameTooLong(Exception):
    """A frame is longer than it may be."""


def send(stream: IO[bytes], content: bytes) -> None:
    """Write one frame."""
    stream.write(len(content).to_bytes(8, "big"))
    stream.write(content)
    stream.flush()


def receive(stream: IO[bytes], limit: int | None = None) -> bytes | None:
    """The next frame; None at the end of the stream, within a frame too. Raises FrameTooLong, unread."""
    head = stream.read(8)
    length = int.from_bytes(head, "big")
    if len(head) < 8:
        return None
    if limit is not None and length > limit:
        raise FrameTooLong
    content = stream.read(length)
    return content if len(content) == length else None
