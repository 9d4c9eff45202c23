"""The small signs inside shapes: what kind of task, gateway or event it is. Paths around their own middle or corner."""

from markupsafe import Markup

TASKS = {
    "userTask": Markup(
        '<circle cx="10" cy="7" r="3"/><path d="M4.25 16.5c.6-3 2.9-4.500 5.750-4.500s5.150 1.500 5.750 4.500"/>'
    ),
    "serviceTask": Markup(
        '<circle cx="10" cy="10" r="3"/><path d="M10 3v3m0 8v3M3 10h3m8 0h3M5 5l2 2m6 6 2 2m0-10-2 2m-6 6-2 2"/>'
    ),
    "scriptTask": Markup('<path d="M6 3h9c-3 3 2 6-1 9s0 3-1 5H4c3-3-2-6 1-9s0-4 1-5ZM8 7h3M7 10h4m-4 3h4"/>'),
    "sendTask": Markup('<path class="solid" d="M3 5h14v10H3ZM3 5l7 6 7-6"/>'),
    "receiveTask": Markup('<path d="M3 5h14v10H3ZM3 5l7 6 7-6"/>'),
    "manualTask": Markup('<path d="M4 9c2-3 3-4 5-4h7M9 8h8m-8 3h8m-8 3h7M4 9v6c1 2 3 2 5 2h6"/>'),
    "businessRuleTask": Markup('<path d="M3 4h14v12H3ZM3 8h14M8 8v8M3 12h14"/>'),
}
GATEWAYS = {
    "exclusiveGateway": Markup('<path class="mark" d="m-6-6 12 12m0-12-12 12"/>'),
    "parallelGateway": Markup('<path class="mark" d="M-8 0h16m-8-8v16"/>'),
    "inclusiveGateway": Markup('<circle class="mark" r="8"/>'),
    "complexGateway": Markup('<path class="mark" d="M-8 0h16m-8-8v16m-6-14 12 12m0-12-12 12"/>'),
    "eventBasedGateway": Markup('<circle r="11"/><path d="m0-7 6.600 4.800-2.500 7.700h-8.200l-2.500-7.700Z"/>'),
}
EVENTS = {
    "timer": Markup('<circle r="9"/><path d="M0-6v6l4 2"/>'),
    "message": Markup('<path d="M-8-5H8V6H-8ZM-8-5l8 6 8-6"/>'),
    "error": Markup('<path d="m-7 7 4-13 5 7 5-8-4 13-5-7Z"/>'),
    "escalation": Markup('<path d="m0-8 6 15-6-6-6 6Z"/>'),
    "signal": Markup('<path d="m0-7 8 13H-8Z"/>'),
    "conditional": Markup('<path d="M-6-8H6V8H-6Zm2 4h8m-8 4h8m-8 4h8"/>'),
    "compensate": Markup('<path d="m-1-6v12l-8-6Zm9 0v12L0 0Z"/>'),
    "link": Markup('<path d="M-8-3H1v-4l8 7-8 7V3h-9Z"/>'),
    "cancel": Markup('<path d="m-6-6 12 12m0-12L-6 6"/>'),
    "terminate": Markup('<circle class="solid" r="8"/>'),
    "multiple": Markup('<path d="m0-8 8 6-3 9H-5l-3-9Z"/>'),
}
REPEATS = {
    "parallel": "M-5-5v10m5-10v10m5-10v10",
    "sequential": "M-5-5h10m-10 5h10m-10 5h10",
    "loop": "M-4 4a6 6 0 1 1 5 2m-5-2h-3m3 0v3",
    "compensation": "m0-5v10l-6-5Zm7 0v10L1 0Z",
    "ad-hoc": "M-6 1c3-5 4-3 6-1s4 4 6-1",
    "folded": "M-5-5h10v10h-10Zm5 2v6m-3-3h6",
}
