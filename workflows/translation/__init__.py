"""Other tools' dialects said in ours: the tree of a Camunda 7, Activiti, Flowable, Camunda 8, SpiffWorkflow, jBPM or
Signavio file gets the `zeebe:` extension elements and FEEL texts that mean the same.

    works = translate(processes, root, ids, findings)
    ... the flows are mended ...
    forms = finish(works)

Only the tree in memory changes: the file itself stays byte for byte as it came. Nothing is evaluated or looked up, and
nothing is guessed: what cannot be said in FEEL is left as it is for lint to name, or becomes a task for a person where
a step of the drawing would otherwise be lost. Every change has a row in the findings.
"""

from workflows.translation.passes import finish, translate

__all__ = ["finish", "translate"]
