"""What may be wrong with a backup, in sentences for the operator."""

from app.errors import LanewayError


class BadBackup(LanewayError):
    """The file is no backup, is damaged, or comes from a newer release."""


class NoHouse(LanewayError):
    """There is nothing to keep: the database has no tables of ours."""


class InUse(LanewayError):
    """The house cannot be replaced just now."""


class NoRoom(LanewayError):
    """What would be replaced cannot be kept: nothing was done."""


class Unfinished(LanewayError):
    """The house is not what it was, nor what it was to be: the sentence says where the old one is."""
