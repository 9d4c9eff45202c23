"""Taking an instance from one version of its definition to another, its tokens where they stand, or refusing it."""

from workflows.migration.carrying import Migrated, Unknown, migrated
from workflows.migration.verdict import Change, Refusal

__all__ = ["Change", "Migrated", "Refusal", "Unknown", "migrated"]
