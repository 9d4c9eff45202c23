"""How long and how large: load an instance, complete one task, save it; this engine and SpiffWorkflow's own way.

Both run in turns on the same diagrams (bench/diagrams) with the same form of about 1 kB in the variables. Stock is
SpiffWorkflow's own parser and serialize_json/deserialize_json, which carries the spec in every state.
"""

import argparse
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from lxml import etree
from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.spiff.parser.process import SpiffBpmnParser
from SpiffWorkflow.spiff.serializer.config import SPIFF_CONFIG

from workflows.commands import Complete, Start
from workflows.definition import Source, load
from workflows.engine import run
from workflows.record import Record

DIAGRAMS = Path(__file__).parent / "diagrams"
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FORM = {"form": {f"field_{n}": f"An answer of some words, number {n}, as people write them." for n in range(14)}}
#: name -> (variables at the start, tasks completed before measuring, data of the completion that is measured)
CASES: dict[str, tuple[dict[str, Any], int, dict[str, Any]]] = {
    "approval": ({}, 0, {"approved": True}),
    "office_move": ({}, 1, {"done": True}),
    "onboarding": ({"things": [f"thing {n}" for n in range(20)]}, 0, {"done": True}),
}
Cycle = Callable[[], int]


def ours(name: str) -> Cycle:
    """One load, completion and save on this engine; answers the bytes of state and variables."""
    data, before, answer = CASES[name]
    definition = load(Source((DIAGRAMS / f"{name}.bpmn").read_bytes()))
    step = run(definition, None, None, Start(at=AT, data={**FORM, **data}))
    for _ in range(before):
        step = run(definition, step.state, step.variables, Complete(at=AT, task=step.tasks[0].id))
    state, text, task = step.state, step.variables.text(), step.tasks[0].id

    def cycle() -> int:
        after = run(definition, state, Record.read(text), Complete(at=AT, task=task, data=answer))
        return len(after.state) + len(after.variables.text().encode())

    return cycle


def starting(name: str) -> Cycle:
    """One start and save on this engine; answers the bytes of state and variables."""
    data = {**FORM, **CASES[name][0]}
    definition = load(Source((DIAGRAMS / f"{name}.bpmn").read_bytes()))

    def cycle() -> int:
        step = run(definition, None, None, Start(at=AT, data=data))
        return len(step.state) + len(step.variables.text().encode())

    return cycle


def stock(name: str) -> Cycle:
    """The same with SpiffWorkflow's own parser and serializer; answers the bytes of its JSON."""
    data, before, answer = CASES[name]
    parser = SpiffBpmnParser()
    parser.add_bpmn_xml(etree.fromstring((DIAGRAMS / f"{name}.bpmn").read_bytes()), filename=f"{name}.bpmn")
    workflow = BpmnWorkflow(parser.get_spec(name), parser.get_subprocess_specs(name))
    workflow.task_tree.data.update({**FORM, **data})
    workflow.do_engine_steps()
    for _ in range(before):
        _complete(workflow, {})
    serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure(SPIFF_CONFIG))
    text = serializer.serialize_json(workflow)

    def cycle() -> int:
        loaded = serializer.deserialize_json(text)
        _complete(loaded, answer)
        return len(serializer.serialize_json(loaded).encode())

    return cycle


def _complete(workflow: BpmnWorkflow, answer: dict[str, Any]) -> None:
    task = workflow.get_tasks(state=TaskState.READY, manual=True)[0]
    task.data.update(answer)
    task.run()
    workflow.do_engine_steps()


def measure(name: str, rounds: int) -> dict[str, float | int]:
    """Medians over `rounds` turns of both, after a few to warm up. ms are milliseconds, bytes of one saved instance."""
    mine, theirs = ours(name), stock(name)
    for _ in range(20):
        mine(), theirs()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for cycle, spent in zip((mine, theirs), times, strict=True):
            began = perf_counter()
            cycle()
            spent.append((perf_counter() - began) * 1000)
    return {
        "ms": round(median(times[0]), 3),
        "bytes": mine(),
        "stock_ms": round(median(times[1]), 3),
        "stock_bytes": theirs(),
    }


def main(argv: list[str]) -> int:
    """`--json`: one JSON object as the last line. `--rounds N`."""
    options = argparse.ArgumentParser(prog="laneway bench engine", description=__doc__)
    options.add_argument("--json", action="store_true")
    options.add_argument("--rounds", type=int, default=300)
    given = options.parse_args(argv)
    found = {name: measure(name, given.rounds) for name in CASES}
    for name, row in found.items():
        faster, smaller = row["stock_ms"] / row["ms"], row["stock_bytes"] / row["bytes"]
        print(
            f"{name:12} {row['ms']:7.3f} ms {row['bytes']:6} bytes   stock {row['stock_ms']:7.3f} ms "
            f"{row['stock_bytes']:6} bytes   {faster:4.1f}x faster, {smaller:4.1f}x smaller"
        )
    if given.json:
        print(json.dumps(found))
    return 0
