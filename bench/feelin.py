"""feelin, the FEEL of bpmn.io in JavaScript: in Node, and bundled in QuickJS inside Python. Measured beside ours."""

import json
import subprocess
from pathlib import Path
from typing import Any

import quickjs

from launcher.frontend import node

FRONTEND = Path(__file__).resolve().parents[1] / "frontend"
# QuickJS has no Intl; feelin's dates ask for one when they are loaded, and for nothing of it in these expressions.
INTL = """globalThis.Intl = {DateTimeFormat: class {
  resolvedOptions() { return {timeZone: "UTC", calendar: "iso8601", locale: "en"}; }
  formatToParts() { return []; }
}};"""
RATE = """(function (expressions, context, seconds) {
  expressions = JSON.parse(expressions); context = JSON.parse(context);
  const began = Date.now();
  let count = 0;
  while (Date.now() - began < seconds * 1000) {
    for (const text of expressions) feelin.evaluate(text, context);
    count += expressions.length;
  }
  return count / (Date.now() - began) * 1000;
})"""


def in_node(expressions: list[str], context: Any, seconds: float) -> dict[str, Any]:
    """per_second and the answers as JSON texts."""
    asked = json.dumps({"expressions": expressions, "context": context, "seconds": seconds})
    command = [node(), str(Path(__file__).with_name("feelin.mjs")), str(FRONTEND)]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, timeout=120 + 4 * seconds, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


class Embedded:
    """feelin in a QuickJS of its own."""

    def __init__(self) -> None:
        self._context = quickjs.Context()
        self._context.eval(INTL)
        self._context.eval(_bundle())
        self._rate = self._context.eval(RATE)

    def per_second(self, expressions: list[str], context: Any, seconds: float) -> float:
        """Evaluations a second."""
        return float(self._rate(json.dumps(expressions), json.dumps(context), seconds))


def _bundle() -> str:
    command = [
        str(FRONTEND / "node_modules" / ".bin" / "esbuild"), "feelin", "--bundle", "--format=iife",
        "--global-name=feelin", "--main-fields=module,main", "--target=es2022", "--log-level=error",
    ]  # fmt: skip
    return subprocess.run(command, cwd=FRONTEND, capture_output=True, text=True, timeout=60, check=True).stdout
