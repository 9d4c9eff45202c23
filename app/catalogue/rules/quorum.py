"""How many must agree: the arithmetic of quorums. Pure."""


def needed(quorum: str, of: int, seats: int) -> int:
    """How many of `seats` people must say yes; never more than there are, for nobody waits for nobody."""
    wanted = {
        "first": 1,
        "any": 1,
        "all": seats,
        "number": of,
        "percent": -(-seats * of // 100),
        "veto": seats // 2 + 1,
    }[quorum]
    return max(1, min(wanted, seats))


def verdict(quorum: str, of: int, seats: int, approved: int, rejected: int) -> str:
    """approve, reject, or empty while it is open. A veto is one no; else a no counts when yes is out of reach."""
    wanted = needed(quorum, of, seats)
    if rejected and quorum in ("first", "veto"):
        return "reject"
    if approved >= wanted:
        return "approve"
    return "reject" if seats - rejected < wanted else ""
