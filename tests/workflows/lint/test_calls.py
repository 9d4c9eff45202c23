"""Called processes, decisions and scripts."""

from tests.workflows.lint.drawings import codes, problems, task
from tests.workflows.loader.diagrams import chain, process
from workflows.lint import Known


def test_called_processes():
    call = '<callActivity id="t" calledElement="%s"/>'
    known = Known(processes=frozenset({"approval"}))
    assert codes(chain(call % "approval"), known=known) == []
    assert codes(chain(call % "../../etc/passwd"), known=known) == ["process.unknown"]
    assert codes(chain(call % "=x")) == ["process.dynamic"]
    assert codes(chain('<callActivity id="t"/>')) == ["process.missing"]


def test_processes_that_call_each_other():
    first = chain('<callActivity id="t" calledElement="other"/>')
    second = process('<callActivity id="c" calledElement="item"/>', key="other")
    [problem] = [p for p in problems(first, second) if p.code == "call.circle"]
    assert "item → other → item" in problem.message
    assert "call.circle" in codes(chain('<callActivity id="t" calledElement="item"/>'))


def test_decisions():
    decision = '<zeebe:calledDecision decisionId="%s" resultVariable="x"/>'
    known = Known(decisions=frozenset({"limit"}))
    assert codes(chain(task(decision % "limit", kind="businessRuleTask")), known=known) == []
    assert codes(chain(task(decision % "ghost", kind="businessRuleTask")), known=known) == ["decision.unknown"]
    assert codes(chain('<businessRuleTask id="t"/>')) == ["decision.missing"]
    assert codes(chain(task('<zeebe:calledDecision decisionId="limit"/>', kind="businessRuleTask"))) == [
        "result.missing"
    ]


def test_scripts():
    assert codes(chain(task('<zeebe:script expression="=1" resultVariable="x"/>', kind="scriptTask"))) == []
    assert codes(chain(task('<zeebe:script expression="=1"/>', kind="scriptTask"))) == ["result.missing"]
    assert codes(chain('<scriptTask id="t"/>')) == ["script.missing"]
    foreign = '<scriptTask id="t" scriptFormat="%s"><script>%s</script></scriptTask>'
    assert codes(chain(foreign % ("ruby", "x = 1"))) == ["script.language"]
    assert codes(chain(foreign % ("python", "x = 1"))) == []
    assert codes(chain(foreign % ("python", "import os"))) == ["script.python"]
    assert codes(chain(foreign % ("python", "x = = 1"))) == ["script.python"]
    assert codes(chain(foreign % ("python", "x = " + "(" * 300))) == ["script.python"]
    assert codes(chain(foreign % ("python", "x = 1\n" * 5_000))) == ["script.python"]
    assert codes(chain(foreign % ("python", "execution.setVariable('x', 1)"))) == ["script.python"]
