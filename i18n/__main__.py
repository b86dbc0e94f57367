"""``python -m i18n``: compile every catalogue beside its source, so that the start reads no text files."""

from pathlib import Path

from i18n import LANGUAGES, compile_po


def main() -> None:
    """Write a ``.mo`` beside each ``.po`` that is newer than it."""
    for lang in LANGUAGES:
        for source in sorted((Path(__file__).parent / lang).glob("*.po")):
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                target.write_bytes(compile_po(source))


if __name__ == "__main__":
    main()
