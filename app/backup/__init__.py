"""Backups: everything a house knows in one file, and a house made anew from it. Knows no request and no task."""
