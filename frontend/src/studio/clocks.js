// Clocks in the editor: a goal as number and unit, lines of rules and ladders as rows, and badges on the canvas.
import { property, subject, writeProperty } from "./extensions.js";

const GOAL = /^P(?:T(\d+)H|(\d+)D|T(\d+)M)$/;
const UNITS = { H: (amount) => `PT${amount}H`, D: (amount) => `P${amount}D`, M: (amount) => `PT${amount}M` };
const WORDS = ["sla", "ola"];

/** data-bind="goal.ola.amount" and "goal.ola.unit": a goal that is written otherwise stands whole in the first. */
export const goal = (name, part) => ({
  read: (object) => parts(property(object, name))[part === "amount" ? 0 : 1],
  write: ({ modeler, element }, object, value) => {
    const [amount, unit] = parts(property(object, name));
    const said = part === "amount" ? joined(value, unit) : joined(amount, value);
    writeProperty(modeler, element, object, name, said);
  },
});

function parts(said) {
  const found = GOAL.exec(said);
  if (!found) return [said, "H"];
  return found[1] ? [found[1], "H"] : found[2] ? [found[2], "D"] : [found[3], "M"];
}

const joined = (amount, unit) => (/^\d+$/.test(amount) ? UNITS[unit || "H"](amount) : amount);

/** Rows of a property that is written line by line: data-lines="ola_ladder", data-between=": ". */
export function fillLines(table, { modeler, element }, object) {
  const { lines: name, between } = table.dataset;
  const body = table.querySelector("[data-rows]");
  const write = () => {
    const rows = [...body.children].map((row) => [...row.querySelectorAll("input")].map((input) => input.value.trim().replace(/;/g, ",")));
    const said = rows.filter((row) => row.every(Boolean)).map((row) => row.join(between));
    writeProperty(modeler, element, object, name, said.join("; "));
  };
  const addRow = (values) => {
    const row = table.querySelector("template").content.firstElementChild.cloneNode(true);
    row.querySelectorAll("input").forEach((input, at) => (input.value = values[at] ?? ""));
    row.querySelector("button").addEventListener("click", () => (row.remove(), write()));
    row.addEventListener("change", write);
    body.append(row);
    return row;
  };
  for (const line of property(object, name).split(/[;\n]/)) {
    const sign = between.trim(); // a rung's first colon, a rule's last arrow: conditions and groups may hold more of them
    const cut = sign === ":" ? line.indexOf(sign) : line.lastIndexOf(sign);
    if (cut > 0) addRow([line.slice(0, cut).trim(), line.slice(cut + sign.length).trim()]);
  }
  table.querySelector("[data-add]").addEventListener("click", () => addRow([]).querySelector("input").focus());
}

/** Badges of the goals on the canvas, drawn anew after each change. */
export function showClocks(modeler, page) {
  const units = JSON.parse(page.dataset.units);
  const draw = () => {
    const overlays = modeler.get("overlays");
    overlays.remove({ type: "clock" });
    for (const element of modeler.get("elementRegistry").filter((one) => !one.labelTarget)) {
      const said = WORDS.map((name) => property(subject(element), name)).find(Boolean);
      if (!said) continue;
      const html = document.createElement("span");
      html.className = "clockflag";
      const [amount, unit] = parts(said);
      html.textContent = GOAL.test(said) ? `${amount} ${units[unit]}` : said;
      const position = element.type === "bpmn:Lane" ? { top: 4, left: 36 } : { top: -14, left: 4 };
      overlays.add(element.id, "clock", { position, html });
    }
  };
  modeler.on("commandStack.changed", () => void draw());
  draw();
}
