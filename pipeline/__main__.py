"""`tetraglot`, and `python -m pipeline`, which is the same command."""

from pipeline.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
