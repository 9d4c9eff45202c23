"""What may be wrong with a backup, in sentences for the operator."""

from app.errors import LanewayError


class BadBackup(LanewayError):
    """The file is no backup, is damaged, or comes from a newer release."""


class InUse(LanewayError):
    """The house cannot be replaced just now."""
