"""The sentences in English."""

SENTENCES: dict[str, str] = {
    # Pictures and drawings
    "picture.unreadable": "This file is not a picture that can be read. Use a PNG, JPEG or WebP file.",
}
