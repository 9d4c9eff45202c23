"""The checker finds what is not pinned."""

import json
from pathlib import Path

from checks import pins

HASH = "--hash=sha256:00"


def test_a_written_requirement_needs_an_exact_version(tmp_path: Path) -> None:
    written = tmp_path / "requirements.in"
    written.write_text("# why\n-r other.in\nflask==3.1.3 ; python_version > '3'\nlark\nrq>=3  # newer\n")
    assert list(pins.unpinned(written)) == [
        "requirements.in: lark has no exact version (==)",
        "requirements.in: rq>=3 has no exact version (==)",
    ]


def test_a_locked_entry_needs_a_hash(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.txt"
    lock.write_text(f"flask==3.1.3 \\\n    {HASH} \\\n    {HASH}\n    # via -r requirements.in\nlark==1.3.1\n")
    assert list(pins.without_hash(lock)) == ["requirements.txt: lark==1.3.1 has no exact version or no hash"]


def test_the_tests_run_what_is_installed(tmp_path: Path) -> None:
    run, dev = tmp_path / "requirements.txt", tmp_path / "requirements-dev.txt"
    run.write_text(f"flask==3.1.3 {HASH}\nrq==3.0.0 {HASH}\n")
    dev.write_text(f"flask==3.1.2 {HASH}\nrq==3.0.0 {HASH}\npytest==9.2.0 {HASH}\n")
    assert list(pins.disagreements(run, dev)) == [
        "requirements-dev.txt: lacks flask==3.1.3 of requirements.txt; lock both again"
    ]


def test_npm_ranges_registries_and_missing_hashes(tmp_path: Path) -> None:
    folder = tmp_path / "frontend"
    folder.mkdir()
    (folder / "package.json").write_text(json.dumps({"dependencies": {"htmx.org": "^2.0.11", "uplot": "1.6.32"}}))
    packages = {
        "": {},
        "node_modules/uplot": {"resolved": "https://registry.example/uplot", "integrity": "sha512-x"},
        "node_modules/htmx.org": {"version": "2.0.11"},
    }
    (folder / "package-lock.json").write_text(json.dumps({"packages": packages}))
    assert list(pins.npm_complaints(folder)) == [
        "frontend/package.json: htmx.org ^2.0.11 is not an exact version",
        "frontend/package-lock.json: node_modules/uplot names a registry (resolved)",
        "frontend/package-lock.json: node_modules/htmx.org has no hash",
    ]
