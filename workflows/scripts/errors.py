"""What can go wrong with a script, each with a sentence a process owner can act on."""


class ScriptFailed(Exception):
    """The script cannot be run, raised an error, or left something that is no value."""


class ScriptLimit(ScriptFailed):
    """The script crossed a limit: of time, memory or depth."""
