"""What stands in the way gets one sentence, exit code 1, and never a traceback."""

import ast
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from app import cli
from launcher import entry, environment, ports, settings, tools, up
from launcher.commands import COMMANDS
from launcher.places import ROOT, VENV
from launcher.refusals import Refusal, disk_full

LANEWAY = ROOT / "laneway"


def run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT)


def test_an_old_python_gets_a_sentence() -> None:
    done = run("import sys, runpy; sys.version_info = (3, 9, 2); runpy.run_path('laneway', run_name='__main__')")
    assert done.returncode == 1
    assert done.stderr.startswith("laneway: this is Python 3.9, and Laneway needs 3.11 or newer")
    assert "Traceback" not in done.stderr


def test_an_old_python_can_read_the_script() -> None:
    ast.parse(LANEWAY.read_text(), feature_version=(3, 4))


def test_a_python_without_venv_gets_the_name_of_the_package() -> None:
    program = (
        "import sys, pathlib; sys.modules.update(ensurepip=None, pip=None)\n"
        "from launcher import environment\n"
        "environment.PYTHON = pathlib.Path('/nowhere')\n"
        "environment._make_venv()"
    )
    assert f"apt install python3.{sys.version_info.minor}-venv" in run(program).stderr


def test_a_busy_port_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setenv("LANEWAY_PORT", str(port))
        with pytest.raises(Refusal, match=f"Port {port} on 127.0.0.1 is in use already.*LANEWAY_PORT"):
            ports.refuse_busy_port()
        done = subprocess.run([sys.executable, LANEWAY, "up"], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith(f"laneway: Port {port} on 127.0.0.1 is in use already")


def test_an_address_of_another_machine_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANEWAY_HOST", "192.0.2.1")
    with pytest.raises(Refusal, match=r"no address 192\.0\.2\.1.*LANEWAY_HOST"):
        ports.refuse_busy_port()


def test_a_full_disk_is_told_before_anything_is_written() -> None:
    with pytest.raises(Refusal, match="disk is full"):
        environment.need_space(shutil.disk_usage(ROOT).total + 1)


def test_a_disk_that_fills_up_is_recognised() -> None:
    with pytest.raises(OSError, match="No space") as caught:
        Path("/dev/full").write_text("x")
    assert disk_full(caught.value)


def test_a_tool_that_fills_the_disk_is_recognised() -> None:
    with pytest.raises(Refusal, match="disk is full"):
        tools.run("Installing", ["sh", "-c", "echo 'npm error ENOSPC: no space left' >&2; exit 1"])


def test_no_network_is_one_sentence() -> None:
    nobody = {**os.environ, "UV_DEFAULT_INDEX": "http://127.0.0.1:9/simple", "UV_HTTP_RETRIES": "0"}
    uv = [VENV / "bin" / "uv", "pip", "install", "--no-config", "--no-cache", "--python", sys.executable]
    with pytest.raises(Refusal, match=r"^Installing failed: the package index cannot be reached\.[^\n]*$"):
        tools.run("Installing", [*uv, "laneway-is-not-a-package"], env=nobody)


def test_another_failure_shows_the_tools_own_words() -> None:
    with pytest.raises(Refusal, match=r"Building failed(?s:.*)unexpected token"):
        tools.run("Building", ["sh", "-c", "echo unexpected token; exit 1"])


@pytest.mark.parametrize("port", ["0", "70000", "http", "-1"])
def test_a_port_that_is_none_is_refused_by_name(port: str) -> None:
    with pytest.raises(Refusal, match="LANEWAY_PORT"):
        settings.read({"LANEWAY_PORT": port})


def test_a_second_group_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    running = pytest.raises(Refusal, match=f"running already in .*process {os.getpid()}")
    with up.only_one(tmp_path), running, up.only_one(tmp_path):
        pass


def test_unknown_commands() -> None:
    unknown = subprocess.run([sys.executable, LANEWAY, "fly"], capture_output=True, text=True)
    assert unknown.returncode == 2
    assert "no command 'fly'" in unknown.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["lint", "/nowhere"], "/nowhere has no folder bpmn/"),
        (["play", "/etc/hostname"], "one of the files must be a diagram"),
        (["play", "/nowhere/a.bpmn"], "/nowhere/a.bpmn: No such file or directory."),
        (["play", "/nowhere/a.bpmn", "--data", "{"], "a JSON object"),
    ],
)
def test_a_wrong_word_is_told(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code: object = cli.main(words)
    except SystemExit as ended:  # argparse
        code = ended.code
    assert code
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("name", [name for name, one in COMMANDS.items() if one.more or not one.words])
def test_help_is_given_and_nothing_begun(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    for main in (entry.main, cli.main):
        assert main([name, "--help"]) == 0
        out = capsys.readouterr().out
        assert out.startswith(f"usage: laneway {name}")
        assert COMMANDS[name].help in out


@pytest.mark.parametrize(
    ("words", "given", "said"),
    [
        (["export", "/tmp"], {}, "The tables are not those of this release (no such table: definition)."),
        (["import", "README.md"], {}, "Run `laneway prepare` first."),
        (["dump"], {"DATABASE_URL": "postgresql://me@127.0.0.1:9/x"}, "cannot be used just now: connection failed"),
        (["dump"], {"DATABASE_URL": "mysql://me:secret@there/x"}, "LANEWAY_DATABASE_URL must be an address"),
        (["dump"], {"VAR": "/dev/null/house"}, "/dev/null/house: Not a directory."),
    ],
)
def test_a_house_that_cannot_be_used_is_told(
    words: list[str], given: dict[str, str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.MonkeyPatch.context() as env:
        for name, value in ({"VAR": str(tmp_path), "DATABASE_URL": ""} | given).items():
            env.setenv(f"LANEWAY_{name}", value)
        assert cli.main(words) == 1
    told = capsys.readouterr().err
    assert said in told
    assert (told.count("\n"), "secret" in told) == (1, False)


def test_who_reads_no_further_and_who_presses_ctrl_c() -> None:
    cut_off = "from app import cli; cli.find = lambda _target: lambda *_words: print('x' * 100_000, flush=True) or 0; "
    line = f"{sys.executable} -c \"{cut_off}import sys; sys.exit(cli.main(['lint']))\" | head -c 1"
    told = subprocess.run(["sh", "-c", line], capture_output=True, text=True, cwd=ROOT)
    assert (told.stdout, told.stderr) == ("x", "")
    stopped = run(
        "from app import cli\ndef stop(*_words): raise KeyboardInterrupt\ncli.find = lambda _target: stop\n"
        "raise SystemExit(cli.main(['lint']))"
    )
    assert (stopped.returncode, stopped.stderr) == (130, "laneway lint: stopped.\n")
