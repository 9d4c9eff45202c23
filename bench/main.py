"""`laneway bench NAME`: the measurements by name, each a module of this package with `main(argv)`."""

import sys
from importlib import import_module

NAMES = (
    "chaos",
    "conformance",
    "corpus",
    "engine",
    "feel",
    "hosts",
    "http",
    "inbox",
    "lighthouse",
    "pages",
    "performance",
    "tck",
    "throughput",
    "timers",
    "tokens",
    "up",
    "upgrade",
    "versions",
)


def main(argv: list[str]) -> int:
    """Run the measurement named first; 2 for an unknown name."""
    if not argv or argv[0] not in NAMES:
        print(f"laneway bench {' | '.join(NAMES)} [--json]", file=sys.stderr)
        return 2
    code: int = import_module(f"bench.{argv[0]}").main(argv[1:])
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
