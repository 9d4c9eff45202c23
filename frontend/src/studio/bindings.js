// What a field of the panel stands for: data-bind="kind:name" is read from the diagram and written back to it.
import { goal } from "./clocks.js";
import { reference } from "./references.js";
import { extension, property, writeAttribute, writeProperty } from "./extensions.js";

const PEOPLE = ["group", "person"];
const AFTER = /^=\s*now\(\)\s*\+\s*duration\("([^"]+)"\)\s*$/;

/** Each: read(object) -> text, write(change, object, value), where change = {modeler, element}. */
export function binding(text) {
  const [kind, ...rest] = text.split(".");
  return KINDS[kind](...rest);
}

const KINDS = {
  reference,
  goal,
  attribute: (name) => ({
    read: (object) => object.get(name) ?? "",
    write: ({ modeler, element }, object, value) =>
      name === "name" && element.businessObject === object
        ? modeler.get("modeling").updateProperties(element, { name: value || undefined })
        : modeler.get("modeling").updateModdleProperties(element, object, { [name]: value || undefined }),
  }),
  property: (name) => ({
    read: (object) => property(object, name),
    write: ({ modeler, element }, object, value) => writeProperty(modeler, element, object, name, value),
  }),
  zeebe: (type, name) => ({
    read: (object) => extension(object, `zeebe:${type}`)?.get(name) ?? "",
    write: ({ modeler, element }, object, value) => writeAttribute(modeler, element, object, `zeebe:${type}`, name, value),
  }),
  due: () => ({
    read: (object) => {
      const said = extension(object, "zeebe:TaskSchedule")?.get("dueDate") ?? "";
      return AFTER.exec(said)?.[1] ?? said;
    },
    write: ({ modeler, element }, object, value) =>
      writeAttribute(modeler, element, object, "zeebe:TaskSchedule", "dueDate", /^P/.test(value) ? `=now() + duration("${value}")` : value),
  }),
  approver: (part) => ({
    read: (object) => {
      const [kind, detail] = approver(property(object, "approver"));
      return part === "kind" ? kind : detail;
    },
    write: ({ modeler, element }, object, value) => {
      const [kind, detail] = approver(property(object, "approver"));
      const said = part === "kind" ? joined(value, "") : joined(kind, value);
      writeProperty(modeler, element, object, "approver", said);
    },
  }),
  condition: () => ({
    read: (object) => object.conditionExpression?.body ?? "",
    write: ({ modeler, element }, object, value) =>
      modeler.get("modeling").updateProperties(element, { conditionExpression: expression(modeler, feel(value)) }),
  }),
  when: () => ({
    read: (object) => defined(object, "Conditional").condition?.body ?? "",
    write: ({ modeler, element }, object, value) =>
      modeler.get("modeling").updateModdleProperties(element, defined(object, "Conditional"), { condition: expression(modeler, feel(value)) }),
  }),
  link: () => ({
    read: (object) => defined(object, "Link").name ?? "",
    write: ({ modeler, element }, object, value) =>
      modeler.get("modeling").updateModdleProperties(element, defined(object, "Link"), { name: value || undefined }),
  }),
  interrupting: () => ({
    read: (object) => (object.cancelActivity === false ? "" : "true"),
    write: ({ modeler, element }, _object, value) => modeler.get("modeling").updateProperties(element, { cancelActivity: Boolean(value) }),
  }),
  text: () => ({
    read: (object) => object.text ?? "",
    write: ({ modeler, element }, _object, value) => modeler.get("modeling").updateLabel(element, value),
  }),
  default: () => ({
    read: (object) => (object.sourceRef?.default === object ? "true" : ""),
    write: ({ modeler, element }, object, value) =>
      modeler.get("modeling").updateProperties(element.source, { default: value ? object : undefined }),
  }),
  timer: (part) => ({
    read: (object) => (part === "kind" ? timerKind(timer(object)) : timer(object)[timerKind(timer(object))]?.body ?? ""),
    write: ({ modeler, element }, object, value) => {
      const definition = timer(object);
      const kind = part === "kind" ? value : timerKind(definition);
      const body = part === "kind" ? definition[timerKind(definition)]?.body : value;
      const none = { timeDate: undefined, timeDuration: undefined, timeCycle: undefined };
      modeler.get("modeling").updateModdleProperties(element, definition, { ...none, [kind]: expression(modeler, body || " ") });
    },
  }),
  loop: (name) => ({
    read: (object) => extension(object.loopCharacteristics, "zeebe:LoopCharacteristics")?.get(name) ?? "",
    write: ({ modeler, element }, object, value) =>
      writeAttribute(modeler, element, object.loopCharacteristics, "zeebe:LoopCharacteristics", name, value),
  }),
  until: () => ({
    read: (object) => object.loopCharacteristics?.completionCondition?.body ?? "",
    write: ({ modeler, element }, object, value) =>
      modeler.get("modeling").updateModdleProperties(element, object.loopCharacteristics, {
        completionCondition: expression(modeler, feel(value)),
      }),
  }),
};

/** The definition of an event of this kind ("Timer", "Conditional", "Link"), or undefined. */
export const defined = (object, kind) => object.eventDefinitions?.find((one) => one.$type === `bpmn:${kind}EventDefinition`);
const timer = (object) => defined(object, "Timer");

const timerKind = (definition) => ["timeDuration", "timeDate", "timeCycle"].find((kind) => definition[kind]) ?? "timeDuration";
const feel = (value) => (value && !value.startsWith("=") ? `=${value}` : value);

function expression(modeler, body) {
  return body ? modeler.get("moddle").create("bpmn:FormalExpression", { body }) : undefined;
}

function approver(said) {
  if (said.startsWith("=")) return ["expression", said.slice(1)];
  const [kind, ...detail] = said.split(":");
  return [kind, detail.join(":")];
}

function joined(kind, detail) {
  if (kind === "expression") return `=${detail}`;
  return PEOPLE.includes(kind) ? `${kind}:${detail}` : kind;
}
