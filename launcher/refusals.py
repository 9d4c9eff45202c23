"""Why the launcher cannot go on: each refusal is one sentence that says what to do. Never a traceback."""

import errno


class Refusal(Exception):
    """Something outside the program stands in the way; `str()` of it is the sentence a person reads."""


def disk_full(error: OSError) -> bool:
    """Tells whether `error` means that no more can be written: the disk is full or the quota is used up."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


DISK_FULL = "The disk is full: free some space (about 1.5 GB for a first start), then run the same command again."
