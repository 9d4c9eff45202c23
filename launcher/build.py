"""`laneway build`: everything that the parts need, made ahead (environment, texts, front end), for images."""


def main() -> int:
    """Nothing is left to do here: what the command needs was made before it was called (launcher/entry.py)."""
    return 0
