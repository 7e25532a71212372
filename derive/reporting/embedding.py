"""Pictures that lie beside a document, as part of its page: the page stands alone and fetches nothing."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path, PurePath

from derive.reading.source import Source

KINDS = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
    ".svg": "image/svg+xml",
}
LARGEST = 4 << 20
"""Bytes of a picture."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures in a document's folder and in the folders there; none where there is no folder."""

    folder: Path | None = None

    @classmethod
    def beside(cls, source: Source | None) -> Pictures:
        """The pictures that a document may show."""
        return cls(Path(source.path).parent if source is not None else None)

    def embedded(self, target: str) -> str:
        """A picture as an address that holds the whole of it; nothing where it is not there or no picture."""
        path = self.find(target)
        if path is None or path.stat().st_size > LARGEST:
            return ""
        return f"data:{KINDS[path.suffix.lower()]};base64,{b64encode(path.read_bytes()).decode()}"

    def find(self, target: str) -> Path | None:
        """The file of a picture, if it is one and lies in the folder; LaTeX leaves out how its name ends."""
        if self.folder is None or not target or ":" in target or "\0" in target:
            return None
        names = [target] if PurePath(target).suffix.lower() in KINDS else [f"{target}{kind}" for kind in KINDS]
        return next(filter(None, map(self._file, names)), None)

    def _file(self, name: str) -> Path | None:
        """A file in the folder."""
        assert self.folder is not None
        folder = self.folder.resolve()
        try:
            path = (folder / name).resolve()
            return path if path.is_relative_to(folder) and path.is_file() else None
        except OSError:
            return None
