// Rows of two texts: what goes in, what comes out, and a connector's settings.
import { extension, replaceExtension } from "./extensions.js";

const TABLES = {
  inputs: { holder: "zeebe:IoMapping", list: "inputParameters", entry: "zeebe:Input", names: ["target", "source"] },
  outputs: { holder: "zeebe:IoMapping", list: "outputParameters", entry: "zeebe:Output", names: ["target", "source"] },
  headers: { holder: "zeebe:TaskHeaders", list: "values", entry: "zeebe:Header", names: ["key", "value"] },
};

/** Fills a table of the panel and writes every change back. */
export function fillTable(table, { modeler, element }, object) {
  const { holder, list, entry, names } = TABLES[table.dataset.table];
  const body = table.querySelector("[data-rows]");
  const blank = table.querySelector("template");
  const addRow = (values) => {
    const row = blank.content.firstElementChild.cloneNode(true);
    row.querySelectorAll("input").forEach((input, at) => (input.value = values[at] ?? ""));
    row.querySelector("button").addEventListener("click", () => (row.remove(), write()));
    row.addEventListener("change", write);
    body.append(row);
    return row;
  };
  const write = () => {
    const moddle = modeler.get("moddle");
    const old = extension(object, holder);
    const rows = [...body.children].map((row) => [...row.querySelectorAll("input")].map((input) => input.value.trim()));
    const entries = rows.filter(([name]) => name).map((row) => moddle.create(entry, { [names[0]]: row[0], [names[1]]: row[1] }));
    const kept = {};
    for (const one of Object.values(TABLES)) if (one.holder === holder && old?.[one.list]) kept[one.list] = old[one.list];
    const lists = { ...kept, [list]: entries };
    const empty = Object.values(lists).every((one) => one.length === 0);
    const made = empty ? null : moddle.create(holder, lists);
    if (made) for (const one of Object.values(lists).flat()) one.$parent = made;
    replaceExtension(modeler, element, object, holder, made);
  };
  for (const one of extension(object, holder)?.[list] ?? []) addRow(names.map((name) => one.get(name)));
  table.querySelector("[data-add]").addEventListener("click", () => addRow([]).querySelector("input").focus());
}
