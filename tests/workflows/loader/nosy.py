"""A child that tells what it sees of its environment and breaks."""

import os
import sys

if __name__ == "__main__":
    sys.stderr.write(" ".join(f"{name}={value}" for name, value in sorted(os.environ.items())))
    sys.exit(1)
