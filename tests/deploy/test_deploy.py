"""What lies in deploy/ names settings, parts and figures that the program has."""

import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
import yaml
from flask import Flask

from app import meters
from app.config import ROOT, Config
from app.db import reading
from app.jobs import bell
from app.operations import house
from app.queries import figures
from app.web.access import public
from launcher.commands import COMMANDS
from tests.fixtures.callers import Caller
from tests.fixtures.house import served

DEPLOY = ROOT / "deploy"
FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file())
YAML = [path for path in FILES if path.suffix == ".yaml"]
TOLD = [DEPLOY / "monitoring" / name for name in ("alerts.yaml", "dashboard.json")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_setting_is_one(path: Path) -> None:
    known = {f"LANEWAY_{name.upper()}" for name in Config.__dataclass_fields__}
    assert set(re.findall(r"LANEWAY_[A-Z_]+[A-Z]", path.read_text())) <= known


@pytest.mark.parametrize("path", YAML, ids=lambda path: path.name)
def test_it_can_be_read(path: Path) -> None:
    assert all(isinstance(one, dict) for one in yaml.safe_load_all(path.read_text()))


def test_every_probe_asks_the_port_of_its_part() -> None:
    """The web server's own, and that of their figures for those without pages; the image itself knows no part."""
    services = yaml.safe_load((DEPLOY / "container" / "compose.yaml").read_text())["services"]
    port = services["worker"]["environment"]["LANEWAY_METRICS_PORT"]
    asked = {name: re.findall(r"127\.0\.0\.1:(\d+)", str(one.get("healthcheck"))) for name, one in services.items()}
    assert {name: asked[name] for name in ("web", "worker", "scheduler", "prepare")} == {
        "web": ["8080"], "worker": [port], "scheduler": [port], "prepare": []
    }  # fmt: skip
    assert "HEALTHCHECK" not in (DEPLOY / "container" / "Containerfile").read_text()


def test_every_part_is_a_command() -> None:
    started = set(re.findall(r"app\.cli (\w+)", "".join(path.read_text() for path in FILES)))
    services = yaml.safe_load((DEPLOY / "container" / "compose.yaml").read_text())["services"]
    started |= {one["command"][0] for one in services.values() if one.get("image") == "laneway"}
    assert {"web", "worker", "scheduler", "prepare"} <= started
    assert started <= set(COMMANDS)


@pytest.mark.parametrize("path", TOLD, ids=lambda path: path.name)
def test_every_figure_is_told(path: Path, sqlite_house: Flask) -> None:
    with reading():
        lines = figures.text() + meters.text()
    told = set(re.findall(r"^# TYPE (laneway_\w+)", lines, re.MULTILINE))
    told |= {name + end for name in told for end in ("_bucket", "_count", "_sum")}
    asked = set(re.findall(r"\b(laneway_\w+)", _expressions(path)))
    assert asked
    assert asked <= told


def test_every_label_that_is_asked_for_is_told(sqlite_house: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that asks for a status that nobody says would be silent for ever."""
    monkeypatch.setitem(served(sqlite_house).view_functions, "catalogue.home", _mistaken)
    assert Caller(sqlite_house).get("/").status_code == 500
    house.open(replace(house.config(), redis_url="unix:///nowhere/redis.sock"))
    for _ring in ("failed", "skipped"):
        bell.ring({"timer"})
    bell._quiet["until"] = 0.0
    with reading():
        told = figures.text() + meters.text()
    asked = re.findall(r'(laneway_\w+)\{(\w+)=~?"([^"]+)"\}', "".join(map(_expressions, TOLD)))
    assert len(asked) >= 5
    for name, label, values in asked:
        for value in values.split("|"):
            assert re.search(rf'^{name}\{{[^}}]*{label}="{value}"', told, re.MULTILINE), (name, label, value)


def test_every_job_that_a_rule_asks_for_is_scraped() -> None:
    scraped = yaml.safe_load((DEPLOY / "monitoring" / "scrape.yaml").read_text())["scrape_configs"]
    asked = set(re.findall(r'job="([^"]+)"', _expressions(TOLD[0])))
    assert asked
    assert asked <= {one["job_name"] for one in scraped}


@public
def _mistaken() -> NoReturn:
    raise RuntimeError("A mistake of the program.")


def _expressions(path: Path) -> str:
    if path.suffix == ".json":
        panels = json.loads(path.read_text())["panels"]
        return "\n".join(target["expr"] for panel in panels for target in panel["targets"])
    groups = yaml.safe_load(path.read_text())["groups"]
    return "\n".join(rule["expr"] for group in groups for rule in group["rules"])


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
def test_the_units_are_sound(tmp_path: Path) -> None:
    """The program lies elsewhere on a test machine: the only thing that may be said of the units."""
    for unit in (DEPLOY / "systemd").iterdir():
        text = unit.read_text().replace("/opt/laneway/.venv/bin/python", "/bin/sh")
        (tmp_path / unit.name).write_text(text)
    units = [str(path) for path in tmp_path.iterdir() if path.suffix in (".service", ".target")]
    said = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True)
    assert [line for line in said.stderr.splitlines() if str(tmp_path) in line] == []


@pytest.mark.skipif(not shutil.which("kubectl"), reason="there is no kubectl here")
def test_the_manifests_fit_together() -> None:
    said = subprocess.run(["kubectl", "kustomize", str(DEPLOY / "kubernetes")], capture_output=True, text=True)
    assert said.returncode == 0, said.stderr
    found = list(yaml.safe_load_all(said.stdout))
    assert [one["kind"] for one in found].count("Deployment") == 3


def test_kubernetes_tells_no_service_as_a_setting() -> None:
    """It tells each Service as NAME_PORT=tcp://…: the one named laneway would be a port that no part can read."""
    files = [path.read_text() for path in (DEPLOY / "kubernetes").iterdir()]
    made = [one for text in files for one in yaml.safe_load_all(text) if one["kind"] in ("Deployment", "Job")]
    assert len(made) == 4
    assert all(one["spec"]["template"]["spec"]["enableServiceLinks"] is False for one in made)
