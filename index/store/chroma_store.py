"""A collection of an opened Chroma, and the end of one."""

import contextlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from article_qa.index.errors import StoreMismatch
from article_qa.index.store.chroma_opening import COLLECTION, Place, explained, locked, start
from article_qa.index.store.chroma_space import give_back_space

if TYPE_CHECKING:
    from chromadb import Collection
    from chromadb.config import System


@dataclass
class OpenStore:
    """A store as it was opened at some version, its collection's name, and how many calls are under way in it.

    It `is_whole` when it was last used to write, and so has all that was written until that version.
    """

    system: "System | None"
    collection: "Collection | None"
    version: int
    name: str
    users: int = 0
    is_whole: bool = False

    def close(self) -> None:
        if self.system:
            self.system.stop()


def open_store(place: Place, name: str, embedder: str, version: int, *, dimension: int | None = None) -> OpenStore:
    """The store in `place` as it is now, at `version`; with a `dimension` a collection is made where there is none.

    Raises StoreMismatch for a collection that another embedder made, and all that
    `explained` names.
    """
    if isinstance(place, Path) and not dimension and not place.exists():
        return OpenStore(None, None, version, name)
    from chromadb import Collection
    from chromadb.errors import NotFoundError

    with explained(place), locked(place):
        system, api, where = start(place)
        try:
            if dimension:
                model = api.get_or_create_collection(
                    name,
                    metadata={"embedder": embedder, "dimension": dimension},
                    configuration={"hnsw": {"space": "cosine"}},
                    **where,
                )
            else:
                model = api.get_collection(name, **where)
            made_by = str((model.metadata or {}).get("embedder"))
            if made_by != embedder:
                raise StoreMismatch(made_by, embedder)
            collection = Collection(client=api, model=model, embedding_function=None)
            if isinstance(place, Path):
                # The index is loaded by the first that asks for a vector: now, while nobody saves it.
                collection.get(limit=1, include=["embeddings"])
        except NotFoundError:
            return OpenStore(system, None, version, name)
        except Exception:
            system.stop()
            raise
    return OpenStore(system, collection, version, name)


def drop(place: Place, collection: str) -> None:
    """Delete the vectors of this collection, and give their space back; the others in `place` stay."""
    from chromadb.errors import NotFoundError

    with explained(place), locked(place):
        system, api, where = start(place)
        try:
            with contextlib.suppress(NotFoundError):
                api.delete_collection(collection, **where)
        finally:
            system.stop()
        if isinstance(place, Path):
            give_back_space(place)


def discard(place: Place, collection: str = COLLECTION) -> None:
    """Delete all vectors in `place`, readable or not. They can be made again from the catalog."""
    if not isinstance(place, Path):
        drop(place, collection)
        return
    with explained(place), locked(place):
        if place.is_dir():
            shutil.rmtree(place, ignore_errors=True)
        else:
            place.unlink(missing_ok=True)
