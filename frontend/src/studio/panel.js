// The properties beside the canvas. Their words come from the page's <template>s; here they are only filled and written.
import { is } from "bpmn-js/lib/util/ModelUtil";
import { fillLines } from "./clocks.js";
import { binding, defined } from "./bindings.js";
import { offerHands } from "./hands.js";
import { subject } from "./extensions.js";
import { referencePart } from "./references.js";
import { fillTable } from "./tables.js";

/** Shows the properties of what is selected; of the process where nothing is. */
export function showProperties(modeler, page) {
  const panel = page.querySelector("[data-props]");
  let shown = null;
  const show = () => {
    const [first, second] = modeler.get("selection").get();
    const before = shown;
    shown = (!second && first) || root(modeler);
    if (shown !== before) panel.scrollTop = 0;
    draw(modeler, page, panel, shown.labelTarget ?? shown);
  };
  modeler.on("selection.changed", show);
  modeler.on("commandStack.changed", () => {
    setTimeout(changed); // a label on the canvas ends when a field here is clicked: by then that field has the focus
  });
  const changed = () => (panel.contains(document.activeElement) ? rename(panel, subject(shown.labelTarget ?? shown)) : show());
  show();
}

/** What was typed on the canvas last stands in the field for the name, too. */
function rename(panel, object) {
  const name = panel.querySelector('[data-bind="attribute.name"]');
  if (name) name.value = object?.name ?? "";
}

/** The process; where pools are drawn, the first pool that has one. */
function root(modeler) {
  const canvas = modeler.get("canvas").getRootElement();
  if (!is(canvas, "bpmn:Collaboration")) return canvas;
  const holdsProcess = (one) => is(one, "bpmn:Participant") && one.businessObject.processRef;
  return modeler.get("elementRegistry").find(holdsProcess) ?? canvas;
}

function draw(modeler, page, panel, element) {
  const object = subject(element);
  const kind = kindOf(object);
  panel.replaceChildren();
  if (!object) return;
  for (const part of ["Hands", kind, ...extras(object)]) {
    const template = page.querySelector(`template[data-part="${part}"]`);
    if (template) panel.append(template.content.cloneNode(true));
  }
  panel.querySelectorAll("[data-title]").forEach((one) => (one.textContent = object.name || one.dataset.title));
  const change = { modeler, element };
  for (const field of panel.querySelectorAll("[data-bind]")) bind(field, change, object, panel);
  for (const table of panel.querySelectorAll("[data-table]")) fillTable(table, change, object);
  for (const table of panel.querySelectorAll("[data-lines]")) fillLines(table, change, object);
  offerSteps(modeler, page, object);
  offerHands(panel, modeler, element);
  reveal(panel);
}

/** The steps that people do, for a field that names another one. */
function offerSteps(modeler, page, object) {
  const steps = modeler.get("elementRegistry").filter((one) => !one.labelTarget && ["bpmn:UserTask", "bpmn:ManualTask"].includes(one.type) && one.businessObject !== object);
  const options = steps.map(({ businessObject: step }) => new Option(step.name || step.id, step.id));
  page.querySelector("#earlier-steps")?.replaceChildren(...options);
}

const KNOWN = [
  "Process", "UserTask", "BusinessRuleTask", "ScriptTask", "CallActivity", "SequenceFlow", "StartEvent", "EndEvent", "ReceiveTask", "ManualTask",
  "SubProcess", "ExclusiveGateway", "ParallelGateway", "InclusiveGateway", "EventBasedGateway", "BoundaryEvent", "Lane", "TextAnnotation",
  "DataObjectReference", "DataStoreReference",
];

function kindOf(object) {
  const name = object?.$type.replace("bpmn:", "") ?? "";
  if (KNOWN.includes(name)) return name;
  if (name === "Task") return "UserTask"; // one that does not say how it is done waits for a person
  if (["ServiceTask", "SendTask"].includes(name)) return "ServiceTask";
  return name.startsWith("Intermediate") ? "Event" : "Other";
}

function extras(object) {
  const parts = [];
  for (const kind of ["Timer", "Conditional", "Link"]) if (defined(object, kind)) parts.push(kind);
  if (referencePart(object)) parts.push(referencePart(object));
  if (object.loopCharacteristics?.$type === "bpmn:MultiInstanceLoopCharacteristics") parts.push("Loop");
  if (is(object, "bpmn:Activity") || is(object, "bpmn:Event")) parts.push("Mappings");
  return parts;
}

function bind(field, change, object, panel) {
  const bound = binding(field.dataset.bind);
  const value = bound.read(object);
  if (field.type === "checkbox") field.checked = value === "true";
  else {
    if (field.tagName === "SELECT" && ![...field.options].some((one) => one.value === value)) field.add(new Option(value, value));
    field.value = value;
  }
  field.addEventListener("change", () => {
    const text = field.type === "checkbox" ? (field.checked ? "true" : "") : field.value.trim();
    bound.write(change, object, text);
    if (field.hasAttribute("data-opens")) readAgain(panel, object, field);
    reveal(panel);
  });
}

/** What one field wrote may be what others show: all but `written` and the ticked ones are read again. */
function readAgain(panel, object, written) {
  for (const other of panel.querySelectorAll("[data-bind]")) {
    if (other !== written && other.type !== "checkbox") other.value = binding(other.dataset.bind).read(object);
  }
}

/** Fields that only matter for another field's value: data-when="property.kind=approval limit". */
function reveal(panel) {
  for (const part of panel.querySelectorAll("[data-when]")) {
    const [bind, wanted] = part.dataset.when.split("=");
    const other = panel.querySelector(`[data-bind="${bind}"]`);
    part.hidden = !wanted.split(" ").includes(other?.value ?? "");
  }
  const link = panel.querySelector("[data-form-link]");
  const form = panel.querySelector('[data-bind="zeebe.FormDefinition.formId"]')?.value;
  if (link) link.hidden = !form;
  if (link && form) link.href = `${location.pathname}/forms/${encodeURIComponent(form)}`;
}
