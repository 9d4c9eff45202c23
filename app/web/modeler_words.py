"""The words of bpmn-js's own menus: its English text to ours, through gettext. Leaves out what the editor leaves out.

Read by frontend/src/studio/words.js, which hands them to bpmn-js in the place of its own `translate`.
"""

from app.language import gettext as _


def words() -> dict[str, str]:
    """{text as bpmn-js has it: text in the reader's language}."""
    return {**_tools(), **_appending(), **_steps(), **_events(), **_boundaries()}


def _tools() -> dict[str, str]:
    return {
        "Activate hand tool": _("Move the view"),
        "Activate lasso tool": _("Select several"),
        "Activate create/remove space tool": _("Make or take away space"),
        "Activate global connect tool": _("Connect two elements"),
        "Create start event": _("Draw a start"),
        "Create intermediate/boundary event": _("Draw an event on the way"),
        "Create end event": _("Draw an end"),
        "Create gateway": _("Draw a choice"),
        "Create task": _("Draw a step"),
        "Create expanded sub-process": _("Draw a part with steps inside"),
        "Create pool/participant": _("Draw a pool"),
        "Align elements": _("Line up"),
        "Align elements left": _("Line up at the left"),
        "Align elements center": _("Line up in the middle"),
        "Align elements right": _("Line up at the right"),
        "Align elements top": _("Line up at the top"),
        "Align elements middle": _("Line up at half height"),
        "Align elements bottom": _("Line up at the bottom"),
        "Distribute elements horizontally": _("Same distance from left to right"),
        "Distribute elements vertically": _("Same distance from top to bottom"),
        "Search in diagram": _("Search in the diagram"),
    }


def _appending() -> dict[str, str]:
    return {
        "Append end event": _("Then an end"),
        "Append gateway": _("Then a choice"),
        "Append task": _("Then a step"),
        "Append intermediate/boundary event": _("Then an event"),
        "Append receive task": _("Then wait for a message in a step"),
        "Append message intermediate catch event": _("Then wait for a message"),
        "Append timer intermediate catch event": _("Then wait for a time"),
        "Append conditional intermediate catch event": _("Then wait for a condition"),
        "Append signal intermediate catch event": _("Then wait for a signal"),
        "Add text annotation": _("Add a note"),
        "Add lane above": _("Add a lane above"),
        "Add lane below": _("Add a lane below"),
        "Divide into two lanes": _("Divide into two lanes"),
        "Divide into three lanes": _("Divide into three lanes"),
        "Change element": _("Make it something else"),
        "Connect to other element": _("Connect with another element"),
        "Connect using association": _("Connect with a dotted line"),
        "Delete": _("Delete"),
        "Open {element}": _("Open {element}"),
    }


def _steps() -> dict[str, str]:
    return {
        "User task": _("Step, done by a person"),
        "Service task": _("Step, done by a connector"),
        "Send task": _("Step that sends"),
        "Receive task": _("Step that waits for a message"),
        "Manual task": _("Step outside of Laneway"),
        "Business rule task": _("Decision table"),
        "Script task": _("Calculation"),
        "Call activity": _("Another process"),
        "Sub-process": _("Part with steps inside"),
        "Event sub-process": _("Part that begins by an event"),
        "Sub-process (expanded)": _("Part with steps inside"),
        "Exclusive gateway": _("One of the ways"),
        "Parallel gateway": _("All ways at once"),
        "Inclusive gateway": _("Every way that applies"),
        "Event-based gateway": _("Whatever happens first"),
        "Sequence flow": _("Way"),
        "Default flow": _("Taken when no other way is"),
        "Conditional flow": _("Way with a condition"),
        "Expanded pool/participant": _("Pool with a process"),
        "Parallel multi-instance": _("For each of a list, all at once"),
        "Sequential multi-instance": _("For each of a list, one after the other"),
        "Toggle non-interrupting": _("Goes on beside it, or ends it"),
    }


def _events() -> dict[str, str]:
    return {
        "Start event": _("Start"),
        "Message start event": _("Start by a message"),
        "Timer start event": _("Start at a time"),
        "Signal start event": _("Start by a signal"),
        "Conditional start event": _("Start by a condition"),
        "Error start event": _("Start by an error"),
        "Escalation start event": _("Start by an escalation"),
        "End event": _("End"),
        "Message end event": _("End that sends a message"),
        "Escalation end event": _("End that escalates"),
        "Error end event": _("End with an error"),
        "Signal end event": _("End that sends a signal"),
        "Terminate end event": _("End of everything"),
        "Intermediate throw event": _("Point on the way"),
        "Message intermediate catch event": _("Wait for a message"),
        "Message intermediate throw event": _("Send a message"),
        "Timer intermediate catch event": _("Wait for a time"),
        "Escalation intermediate throw event": _("Escalate"),
        "Conditional intermediate catch event": _("Wait for a condition"),
        "Link intermediate catch event": _("Link arrives"),
        "Link intermediate throw event": _("Link leaves"),
        "Signal intermediate catch event": _("Wait for a signal"),
        "Signal intermediate throw event": _("Send a signal"),
    }


def _boundaries() -> dict[str, str]:
    return {
        "Message boundary event": _("When a message comes"),
        "Timer boundary event": _("When time is over"),
        "Escalation boundary event": _("When it is escalated"),
        "Error boundary event": _("When it fails"),
        "Signal boundary event": _("When a signal comes"),
        "Conditional boundary event": _("When a condition holds"),
        "Conditional boundary event (non-interrupting)": _("When a condition holds, beside it"),
        "Message start event (non-interrupting)": _("When a message comes, beside it"),
        "Timer start event (non-interrupting)": _("When time is over, beside it"),
        "Conditional start event (non-interrupting)": _("When a condition holds, beside it"),
        "Signal start event (non-interrupting)": _("When a signal comes, beside it"),
        "Escalation start event (non-interrupting)": _("When it is escalated, beside it"),
        "Message boundary event (non-interrupting)": _("When a message comes, beside it"),
        "Timer boundary event (non-interrupting)": _("When time is over, beside it"),
        "Escalation boundary event (non-interrupting)": _("When it is escalated, beside it"),
        "Signal boundary event (non-interrupting)": _("When a signal comes, beside it"),
    }
