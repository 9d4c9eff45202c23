"""What a new decision table begins with: one thing it asks, one it says, one rule for everything. Pure."""

from xml.sax.saxutils import escape, quoteattr

_FILE = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="{key}_rules" name={name} namespace="http://laneway/items">
  <decision id="{key}" name={name}>
    <decisionTable id="{key}_table" hitPolicy="FIRST">
      <input id="{key}_input"><inputExpression id="{key}_input_e"><text>{asks}</text></inputExpression></input>
      <output id="{key}_output" name={says}/>
      <rule id="{key}_rule"><inputEntry id="{key}_a"><text>-</text></inputEntry><outputEntry id="{key}_b"><text>null</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>
"""  # noqa: E501 - a table reads by the element


def new_file(key: str, name: str, asks: str, says: str) -> str:
    """The text of a .dmn file; `key` is an id, the others are any words."""
    return _FILE.format(key=key, name=quoteattr(name), asks=escape(asks), says=quoteattr(says))
