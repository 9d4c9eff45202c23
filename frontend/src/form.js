// Forms that change while they are filled in. The server decides what is shown (one engine for conditions); this only
// asks it after each change and shows the answer. Without script all fields are seen and the server drops what is
// hidden. A page's form takes part by data-shape-url.
//
// A field may be called "action" or "dataset": such names hide the form's own properties, so its attributes are asked.
import { sayMistakes, watchLeaving } from "./mistakes.js";

const PAUSE = 150;
const waiting = new WeakMap();
const asked = new WeakMap();
const shapeUrl = (form) => form?.getAttribute("data-shape-url");

/** Listens on the document, so that forms that come later take part too. */
export function shapeForms() {
  for (const form of document.querySelectorAll("form[data-shape-url]")) quiet(form);
  for (const kind of ["input", "change"]) document.addEventListener(kind, changed);
  document.addEventListener("click", pressed);
  watchLeaving(shapeUrl, ask);
  const [told, wrong] = ["[data-focus]", "main [aria-invalid=true]"].map((one) => document.querySelector(one));
  (told ?? wrong)?.focus(); // a form that came back with mistakes: nobody tabs through all of it again to the first
}

function changed(event) {
  const form = event.target.form;
  if (!shapeUrl(form)) return;
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(() => ask(form), PAUSE));
}

/** Asks what the form looks like with these answers. A newer question makes an older answer void. */
async function ask(form) {
  const number = (asked.get(form) ?? 0) + 1;
  asked.set(form, number);
  try {
    const answer = await fetch(shapeUrl(form), { method: "POST", body: typedIn(form), headers: { Accept: "application/json" } });
    if (answer.ok && asked.get(form) === number) show(form, await answer.json());
  } catch {
    // no connection: the page stays as it is, and the server looks again when the form is handed in
  }
}

/** Everything typed so far, files apart. What was typed into a field before it was hidden still counts. */
export function typedIn(form) {
  const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  for (const off of form.querySelectorAll("[data-field][data-off]")) add(body, off);
  return body;
}

function add(body, off) {
  for (const control of off.querySelectorAll("[name]:disabled")) {
    const ticked = control.type !== "checkbox" && control.type !== "radio" ? true : control.checked;
    if (ticked && control.type !== "file" && control.tagName !== "BUTTON") body.append(control.name, control.value);
  }
}

function show(form, shape) {
  const hidden = new Set(shape.hidden);
  for (const field of form.querySelectorAll("[data-field]")) {
    const mark = field.dataset.field;
    field.toggleAttribute("data-off", hidden.has(mark));
    if (mark in shape.values) field.querySelector("input, textarea").value = shape.values[mark];
    if (mark in shape.html && field.innerHTML !== shape.html[mark]) field.innerHTML = shape.html[mark];
    if (mark in shape.options) offer(field.querySelector("select"), shape.options[mark]);
  }
  quiet(form);
  sayMistakes(form, shape.errors ?? {});
}

/** Controls that are not seen are not sent. */
export function quiet(form) {
  for (const control of form.querySelectorAll("[data-fields] [name]")) {
    control.disabled = control.closest("[data-off]") !== null;
  }
}

function offer(select, options) {
  if (!select) return;
  const chosen = select.value;
  const [none] = select.options;
  select.replaceChildren(none, ...options.map(([value, label]) => new Option(label, value, false, value === chosen)));
}

/** Adding and removing entries of a list: the same submit, but only the fields are drawn again. */
async function pressed(event) {
  const button = event.target.closest('button[name="_add"], button[name="_remove"]');
  const form = button?.form;
  if (!shapeUrl(form)) return;
  event.preventDefault();
  const body = new FormData(form, button);
  const answer = await fetch(form.getAttribute("action") || location.href, { method: "POST", body }).catch(() => null);
  const drawn = answer && new DOMParser().parseFromString(await answer.text(), "text/html").querySelectorAll("[data-fields]");
  const parts = form.querySelectorAll("[data-fields]");
  if (drawn?.length !== parts.length) return HTMLFormElement.prototype.requestSubmit.call(form, button);
  const mark = button.closest("[data-field]").dataset.field;
  parts.forEach((part, at) => part.replaceWith(drawn[at]));
  quiet(form);
  form.dispatchEvent(new Event("input", { bubbles: true }));
  const rows = form.querySelectorAll(`[data-field="${CSS.escape(mark)}"] > .rows__row`);
  const last = rows[rows.length - 1];
  (last?.querySelector("input:not([type=hidden]), select, textarea") ?? form.querySelector(`[data-field="${CSS.escape(mark)}"] button`))?.focus();
}

shapeForms();
