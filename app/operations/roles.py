"""Which roles may do what is asked of a role, for verbs, questions and routes alike; plain data.

What depends on a row (whose request, whose task, whose item) is permissions.py, and must never stand here.
"""

ADMINISTRATORS = ("administrator",)
#: Who answers for all that runs, whoever ordered or drew it.
MANAGERS = ("process_manager", "administrator")
#: Who repairs what is stuck: retries, corrects values, moves tokens.
REPAIRERS = MANAGERS
#: Who lets any request stand still for a while; owners do so with their own items.
SUSPENDERS = MANAGERS
#: Who sees every task.
TASK_OVERSEERS = MANAGERS
#: Who sees every request.
OVERSEERS = ("desk", *MANAGERS)
#: Who draws in the studio.
DRAWERS = ("process_owner", "administrator")
#: Who brings definitions, publishes and retires them.
OWNERS = ("process_owner", *MANAGERS)
#: Programs that tell the house of what happened elsewhere, or do its jobs.
PROGRAMS = ("integration", "administrator")
