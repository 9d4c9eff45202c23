"""Which roles may do what is asked of a role, for verbs, questions and routes alike; plain data.

What depends on a row (whose request, whose task, whose item) is permissions.py.
"""

ADMINISTRATORS = ("administrator",)
#: Who draws in the studio.
DRAWERS = ("process_owner", "administrator")
#: Who brings definitions, publishes and retires them.
OWNERS = ("administrator", "process_manager", "process_owner")
#: Programs that tell the house of what happened elsewhere, or do its jobs.
PROGRAMS = ("integration", "administrator")
