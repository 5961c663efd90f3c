"""Connected components (union-find), deterministic in what they hold. Knows nothing of names."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Generic, TypeVar

T = TypeVar("T", bound=Any)


class Components(Generic[T]):
    """Sets of items that have been joined, directly or by way of others."""

    def __init__(self) -> None:
        """Start without items."""
        self._parent: dict[T, T] = {}

    def add(self, item: T) -> None:
        """Make `item` known, alone unless it is already joined."""
        self._parent.setdefault(item, item)

    def root(self, item: T) -> T:
        """The item that stands for the set of `item`."""
        self.add(item)
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, one: T, other: T) -> None:
        """Make the sets of both items one; the smaller root stands for it."""
        first, second = sorted((self.root(one), self.root(other)))
        self._parent[second] = first

    def groups(self) -> list[list[T]]:
        """All sets, each sorted, in the order of their smallest items."""
        found: dict[T, list[T]] = defaultdict(list)
        for item in sorted(self._parent):
            found[self.root(item)].append(item)
        return list(found.values())
