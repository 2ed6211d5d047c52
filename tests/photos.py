"""Pictures that tests need, made by Pillow in sight."""

from __future__ import annotations

from importlib.util import find_spec
from io import BytesIO
from typing import Any

from need import need


def pillow() -> None:
    """Leave the test out where Pillow is absent."""
    need("Pillow", find_spec("PIL"), "pip install -e '.[pictures]'")


def turned() -> Any:
    """EXIF that says that the picture lies on its side."""
    pillow()
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = 6
    return exif


def photo(width: int, height: int, kind: str = "JPEG", mode: str = "RGB", **options: Any) -> bytes:
    """A picture with some colours in it."""
    pillow()
    from PIL import Image

    image = Image.linear_gradient("L").resize((width, height)).convert(mode)
    written = BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def frame(width: int, height: int) -> Any:
    """A further picture of one that moves."""
    pillow()
    from PIL import Image

    return Image.new("RGB", (width, height))
