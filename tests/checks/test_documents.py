"""The checker finds links and names of files that lead nowhere."""

from pathlib import Path

from checks import documents


def test_a_link_to_nowhere(tmp_path: Path) -> None:
    (tmp_path / "there.md").write_text("")
    page = tmp_path / "page.md"
    page.write_text(
        "[a](there.md#part) [b](https://example.org/none.md) [c](#here) [d](gone.md) ![e](pictures/none.png)"
    )
    assert list(documents.broken_links(page)) == [
        "page.md: the link to gone.md leads nowhere",
        "page.md: the link to pictures/none.png leads nowhere",
    ]


def test_a_file_that_was_renamed(tmp_path: Path) -> None:
    known = set(documents.endings(Path("app/web/task.py")))
    file = tmp_path / "other.py"
    file.write_text('"""As task.py, web/task.py and app/web/task.py have it; not old_task.py, not jobs/task.py."""')
    assert list(documents.unknown_names(file, known)) == [
        "other.py: there is no old_task.py",
        "other.py: there is no jobs/task.py",
    ]


def test_everything_here_leads_somewhere() -> None:
    assert documents.complaints() == []
