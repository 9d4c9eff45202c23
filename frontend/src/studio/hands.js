// What a mouse does on the canvas, as buttons and lists of the panel: for a keyboard, a screen reader, a small screen.
import { is } from "bpmn-js/lib/util/ModelUtil";

const OPEN = "studio:hands"; // whoever has folded them out finds them so
const ROOM = 60; // px for the arrows before and behind an element that is put into a way

/** Fills the part "Hands" of the panel for the element that is shown. */
export function offerHands(panel, modeler, element) {
  const hands = panel.querySelector("[data-hands]");
  if (!hands) return;
  hands.open = Boolean(localStorage.getItem(OPEN));
  hands.addEventListener("toggle", () => (hands.open ? localStorage.setItem(OPEN, "yes") : localStorage.removeItem(OPEN)));
  const select = (chosen, then) => {
    modeler.get("directEditing").cancel(); // its field on the canvas would take the focus away
    modeler.get("selection").select(chosen);
    if (chosen) modeler.get("canvas").scrollToElement(chosen, 100);
    panel.querySelector(then)?.focus();
  };
  const go = hands.querySelector("[data-go]");
  for (const one of inOrder(modeler)) go.add(new Option(called(one), one.id, false, one === element));
  go.addEventListener("change", () => select(registry(modeler).get(go.value) ?? null, "[data-go]"));
  const flow = is(element, "bpmn:SequenceFlow");
  const mayGoOn = flow || (is(element, "bpmn:FlowNode") && !is(element, "bpmn:EndEvent"));
  for (const button of hands.querySelectorAll("[data-then]")) {
    const { then: type, event: eventDefinitionType } = button.dataset;
    button.hidden = !mayGoOn || (flow && type === "bpmn:EndEvent");
    button.addEventListener("click", () => {
      const shape = modeler.get("elementFactory").createShape({ type, ...(eventDefinitionType && { eventDefinitionType }) });
      select(flow ? putInto(modeler, shape, element) : append(modeler, element, shape), '[data-bind="attribute.name"]');
    });
  }
  connecting(hands, modeler, element, select);
  const change = hands.querySelector("[data-change]");
  change.hidden = !is(element, "bpmn:FlowNode");
  change.addEventListener("click", () => {
    const { left, bottom } = change.getBoundingClientRect();
    modeler.get("popupMenu").open(element, "bpmn-replace", { x: left, y: bottom }, { title: change.textContent, width: 300, search: true });
  });
  const remove = hands.querySelector("[data-remove]");
  remove.hidden = !element.parent;
  remove.addEventListener("click", () => {
    modeler.get("modeling").removeElements([element]);
    select(null, "[data-go]");
  });
}

function connecting(hands, modeler, element, select) {
  const field = hands.querySelector("[data-connect]");
  const targets = is(element, "bpmn:FlowNode") ? inOrder(modeler).filter((one) => one !== element && mayLead(modeler, element, one)) : [];
  field.closest(".field").hidden = !targets.length;
  for (const one of targets) field.add(new Option(called(one), one.id));
  field.addEventListener("change", () => select(modeler.get("modeling").connect(element, registry(modeler).get(field.value)), "[data-go]"));
}

const registry = (modeler) => modeler.get("elementRegistry");
const mayLead = (modeler, from, to) => !to.waypoints && modeler.get("bpmnRules").canConnect(from, to)?.type === "bpmn:SequenceFlow";

/** Behind the element, further down where something stands already. */
function append(modeler, element, shape) {
  const made = modeler.get("autoPlace").append(element, shape);
  const others = registry(modeler).filter((one) => is(one, "bpmn:FlowNode") && one !== made && one.parent === made.parent && !one.labelTarget);
  const meets = (one) => one.x < made.x + made.width && made.x < one.x + one.width && one.y < made.y + made.height && made.y < one.y + one.height;
  while (others.some(meets)) modeler.get("modeling").moveElements([made], { x: 0, y: 40 });
  return made;
}

/** On a way: what stands behind it makes room, and the way leads through the new element. */
function putInto(modeler, shape, flow) {
  const [tool, root, { source, target }] = [modeler.get("spaceTool"), modeler.get("canvas").getRootElement(), flow];
  for (const [axis, side, direction] of [["x", "width", "e"], ["y", "height", "s"]]) {
    const start = source[axis] + source[side] + 1;
    const lacking = shape[side] + ROOM - (target[axis] - start);
    if (target[axis] < start) continue; // it does not lead on in this direction
    if (lacking > 0) {
      const all = registry(modeler).filter((one) => one !== root);
      const { movingShapes, resizingShapes } = tool.calculateAdjustments(all, axis, lacking, start);
      tool.makeSpace(movingShapes, resizingShapes, { x: 0, y: 0, [axis]: lacking }, direction, start);
    }
    break;
  }
  return modeler.get("modeling").createShape(shape, middle(flow.waypoints), flow);
}

/** The middle of the longest straight part. */
function middle(points) {
  const parts = points.slice(1).map((to, at) => [points[at], to]);
  const length = ([from, to]) => Math.hypot(to.x - from.x, to.y - from.y);
  const [from, to] = parts.sort((one, other) => length(other) - length(one))[0];
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
}

/** As one reads: nodes from the left, each with the ways that lead on from it. */
function inOrder(modeler) {
  const nodes = registry(modeler).filter((one) => is(one, "bpmn:FlowNode") && !one.labelTarget);
  return nodes.sort((one, other) => one.x - other.x || one.y - other.y).flatMap((one) => [one, ...one.outgoing.filter((way) => is(way, "bpmn:SequenceFlow"))]);
}

function called({ businessObject: object, source, target }) {
  const name = object.name || (source ? "" : object.id);
  return source ? [`${called(source)} → ${called(target)}`, name].filter(Boolean).join(": ") : name;
}
