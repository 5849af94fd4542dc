"""gzip unpacked in steps of a bounded size, all of its members.

A body may be several members in a row (RFC 1952, 2.2), which unpack to one
text. Anything else behind a member is an error: what is sent is read or
refused, and never dropped in silence.
"""

import zlib

GZIP = 16 + zlib.MAX_WBITS


class Gunzip:
    """Unpacks one body, given a chunk at a time."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(GZIP)
        self._has_begun = False

    @property
    def is_whole(self) -> bool:
        """Whether the body may end here: nothing was given, or its last member is complete."""
        return self._member.eof or not self._has_begun

    def unpack(self, chunk: bytes, most: int) -> bytes:
        """At most `most` bytes of what comes next; with so many given, the rest of the chunk is left unread.

        Raises zlib.error for what is not gzip, also behind a whole member.
        """
        content = bytearray()
        while chunk and len(content) < most:
            if self._member.eof:
                self._member = zlib.decompressobj(GZIP)
            self._has_begun = True
            content += self._member.decompress(chunk, most - len(content))
            chunk = self._member.unused_data
        return bytes(content)
