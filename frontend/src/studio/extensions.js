// zeebe's extension elements, read and written as workflows/loader/extensions.py reads them; every change can be undone.
import { is } from "bpmn-js/lib/util/ModelUtil";

/** What the panel shows: the element itself, or for a pool its process. */
export function subject(element) {
  const object = element.businessObject;
  return is(element, "bpmn:Participant") ? object.processRef : object;
}

/** The first extension element of a type, for example "zeebe:Properties". */
export function extension(holder, type) {
  return holder?.extensionElements?.values?.find((one) => one.$type === type);
}

/** Puts `made` in the place of the extension element of its type; without `made` the element goes. */
export function replaceExtension(modeler, element, holder, type, made) {
  const others = (holder.extensionElements?.values ?? []).filter((one) => one.$type !== type);
  const values = made ? [...others, made] : others;
  const holding = values.length ? modeler.get("moddle").create("bpmn:ExtensionElements", { values }) : undefined;
  if (holding) for (const one of [...values, holding]) one.$parent = one === holding ? holder : holding;
  modeler.get("modeling").updateModdleProperties(element, holder, { extensionElements: holding });
}

/** One attribute of an extension element: writeAttribute(..., "zeebe:FormDefinition", "formId", "order"). */
export function writeAttribute(modeler, element, holder, type, name, value) {
  const old = extension(holder, type);
  const facts = { ...attributes(old), [name]: value || undefined };
  const empty = Object.values(facts).every((one) => one === undefined || one === "");
  replaceExtension(modeler, element, holder, type, empty ? null : modeler.get("moddle").create(type, facts));
}

function attributes(old) {
  if (!old) return {};
  return Object.fromEntries(old.$descriptor.properties.map((one) => [one.name.replace(/^zeebe:/, ""), old.get(one.name)]).filter(([, value]) => value !== undefined));
}

/** A zeebe:property by its name; "" where there is none. */
export function property(holder, name) {
  return extension(holder, "zeebe:Properties")?.properties?.find((one) => one.name === name)?.value ?? "";
}

/** Writes or removes a zeebe:property; the others stay as they are. */
export function writeProperty(modeler, element, holder, name, value) {
  const moddle = modeler.get("moddle");
  const old = extension(holder, "zeebe:Properties")?.properties ?? [];
  const at = old.findIndex((one) => one.name === name);
  const made = value ? [moddle.create("zeebe:Property", { name, value })] : [];
  const properties = at < 0 ? [...old, ...made] : [...old.slice(0, at), ...made, ...old.slice(at + 1)];
  const whole = properties.length ? moddle.create("zeebe:Properties", { properties }) : null;
  for (const one of properties) one.$parent = whole;
  replaceExtension(modeler, element, holder, "zeebe:Properties", whole);
}
