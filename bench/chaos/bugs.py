"""The bugs that can be planted, by name; planted/sitecustomize.py plants them into the processes of a run."""

BUGS = (
    "no_fence",
    "no_idempotency",
    "early_acknowledgement",
    "early_timer",
    "dropped_incident",
    "enqueue_only",
    "no_version",
)
