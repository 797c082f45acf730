"""A cache in memory for what follows from stored bytes alone, and so never goes stale."""

from collections import OrderedDict
from collections.abc import Hashable


class Recent:
    """The results asked for last, up to a number of bytes."""

    def __init__(self, room: int = 64 * 1024 * 1024) -> None:
        self._room = room
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()
        self._size = 0

    def get(self, key: Hashable) -> bytes | None:
        """What is kept under the key."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: Hashable, data: bytes) -> None:
        """Keep it, and drop what was not asked for longest."""
        self._size += len(data) - len(self._kept.pop(key, b""))
        self._kept[key] = data
        while self._size > self._room:
            _, dropped = self._kept.popitem(last=False)
            self._size -= len(dropped)
