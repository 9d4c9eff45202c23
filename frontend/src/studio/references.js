// What an event speaks of: messages, signals, errors and escalations stand at the top of the file and are named by it.
import { is } from "bpmn-js/lib/util/ModelUtil";
import { extension, writeAttribute } from "./extensions.js";

const KINDS = {
  "bpmn:MessageEventDefinition": { part: "Message", ref: "messageRef", type: "bpmn:Message" },
  "bpmn:SignalEventDefinition": { part: "Signal", ref: "signalRef", type: "bpmn:Signal" },
  "bpmn:ErrorEventDefinition": { part: "Error", ref: "errorRef", type: "bpmn:Error" },
  "bpmn:EscalationEventDefinition": { part: "Escalation", ref: "escalationRef", type: "bpmn:Escalation" },
};

/** The part of the panel for what this element waits for or sends: "Message", "Signal", "Error", "Escalation" or "". */
export const referencePart = (object) => (holding(object) ? kind(object).part : "");

/** One word of it: name, errorCode, escalationCode, or correlationKey of a message. */
export const reference = (name) => ({
  read: (object) => {
    const root = holding(object)[kind(object).ref];
    return (name === "correlationKey" ? extension(root, "zeebe:Subscription")?.get(name) : root?.get(name)) ?? "";
  },
  write: ({ modeler, element }, object, value) => {
    const root = own(modeler, element, object);
    if (name === "correlationKey") writeAttribute(modeler, element, root, "zeebe:Subscription", name, value);
    else modeler.get("modeling").updateModdleProperties(element, root, said(root, name, value));
  },
});

const kind = (object) => KINDS[holding(object).$type] ?? KINDS["bpmn:MessageEventDefinition"];

function holding(object) {
  if (is(object, "bpmn:ReceiveTask")) return object;
  return object.eventDefinitions?.find((one) => KINDS[one.$type]);
}

/** A code without a name is hard to find in other tools: it gets its code as its name. */
function said(root, name, value) {
  const known = name !== "name" && !root.name ? { name: value || undefined } : {};
  return { ...known, [name]: value || undefined };
}

/** The element at the top of the file, made when there is none. */
function own(modeler, element, object) {
  const holder = holding(object);
  const { ref, type } = kind(object);
  if (holder[ref]) return holder[ref];
  const definitions = modeler.getDefinitions();
  const made = modeler.get("bpmnFactory").create(type);
  made.$parent = definitions;
  modeler.get("modeling").updateModdleProperties(element, definitions, { rootElements: [...definitions.rootElements, made] });
  modeler.get("modeling").updateModdleProperties(element, holder, { [ref]: made });
  return made;
}
