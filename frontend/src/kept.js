// What was typed is kept on the server a moment after typing and when the page is left, and found again on any device.
// What the server has not confirmed yet (no connection, a session that ended) waits in this tab. Passwords are left out
// here, secret fields by the server.
import { quiet, typedIn } from "./form.js";

const PREFIX = "kept:";
const PAUSE = 800;
const MOST_LEAVING = 60_000; // what browsers let a page send that is being left
const LEFT_OUT = new Set(["csrf_token", "once", "version", "next", "view"]);
const states = new WeakMap();

/** Keeps and brings back the answers of every `form[data-shape-url]`; on the server where it has a data-keep-url. */
export function keepAnswers() {
  if (document.querySelector(".toasts .toast")) forgetSent();
  document.querySelector('form[action="/logout"]')?.addEventListener("submit", () => sessionStorage.clear());
  for (const form of document.querySelectorAll("form[data-shape-url]")) watch(form);
  for (const afresh of document.querySelectorAll(".note--kept")) afresh.addEventListener("submit", forgetAll);
}

function watch(form) {
  states.set(form, { turn: 0, timer: 0, dirty: false, busy: false, sent: false });
  if (!form.querySelector(".mistakes")) restore(form);
  // on the document: a field may stand outside its form, as the reason in the bar of a task does
  document.addEventListener("input", ({ target }) => (target === form || target.form === form) && changed(form));
  form.addEventListener("change", (event) => event.target.type === "file" && bring(form, event.target));
  form.addEventListener("submit", (event) => handedIn(form, event.submitter?.name === "_take"));
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && left(form));
  window.addEventListener("pagehide", () => left(form));
  window.addEventListener("pageshow", () => (states.get(form).sent = false));
}

function changed(form) {
  const state = states.get(form);
  save(form, false);
  state.dirty = true;
  clearTimeout(state.timer);
  state.timer = setTimeout(() => send(form), PAUSE);
}

/** One call at a time; what is typed meanwhile goes with the next. */
async function send(form) {
  const [state, url] = [states.get(form), form.getAttribute("data-keep-url")];
  if (!url || state.sent || state.busy) return;
  [state.busy, state.dirty] = [true, false];
  const sent = body(form).toString();
  const call = { method: "POST", body: sent, keepalive: sent.length < MOST_LEAVING, headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" } };
  const answer = await fetch(url, call).catch(() => null);
  const said = answer?.ok && !answer.redirected ? (await answer.json()).said : "";
  state.busy = false;
  if (!answer?.ok) state.dirty = true; // goes with the next, or when the page is left
  if (said && !state.dirty && !state.sent) sessionStorage.removeItem(key(form));
  const place = form.querySelector("[data-kept]") ?? document.querySelector(`[data-kept="${form.getAttribute("id")}"]`);
  if (said && place) place.textContent = said;
  if (state.dirty && answer?.ok && !state.sent) changed(form); // never once handed in: its copy would come back
}

/** The page goes out of sight: what has not been sent goes now. */
function left(form) {
  const [state, url] = [states.get(form), form.getAttribute("data-keep-url")];
  if (!url || !state.dirty || state.sent) return;
  if (navigator.sendBeacon(url, body(form))) state.dirty = false;
}

function body(form) {
  const made = typedIn(form);
  made.set("_turn", String((states.get(form).turn += 1)));
  return made;
}

/** A file that was chosen is put up at once, so that it is kept like the rest. */
async function bring(form, input) {
  const url = form.getAttribute("action");
  const mark = input.closest("[data-field]")?.dataset.field;
  if (!form.hasAttribute("data-keep-url") || !mark || !input.files.length) return;
  const sent = new FormData(form);
  sent.set("_look", "yes");
  const place = () => form.querySelector(`[data-field="${CSS.escape(mark)}"]`);
  place().setAttribute("aria-busy", "true");
  const answer = await fetch(url, { method: "POST", body: sent }).catch(() => null);
  const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
  const field = page && page.querySelector(`form[data-keep-url] [data-field="${CSS.escape(mark)}"]`);
  place()?.removeAttribute("aria-busy");
  if (!field || states.get(form).sent) return;
  place().replaceWith(field);
  quiet(form);
  field.querySelector("input[type=checkbox], input[type=file]")?.focus();
  changed(form);
}

/** `taken`: a colleague's words come back in place of those typed here, so no copy of these may be put over them. */
function handedIn(form, taken = false) {
  const state = states.get(form);
  if (taken) sessionStorage.removeItem(key(form));
  else save(form, true);
  clearTimeout(state.timer);
  state.sent = true;
}

function forgetAll() {
  for (const form of document.querySelectorAll("form[data-shape-url]")) {
    handedIn(form);
    sessionStorage.removeItem(key(form));
  }
}

function save(form, sent) {
  const values = {};
  for (const control of kept(form)) {
    if (control.matches("[type=radio], [type=checkbox]")) {
      (values[control.name] ??= []).push(...(control.checked ? [control.value] : []));
    } else values[control.name] = [control.value];
  }
  sessionStorage.setItem(key(form), JSON.stringify({ sent, values }));
}

function restore(form) {
  const own = JSON.parse(sessionStorage.getItem(key(form)) ?? "null");
  if (!own) return;
  for (const control of kept(form)) {
    const value = own.values[control.name];
    if (!value) continue;
    if (control.matches("[type=radio], [type=checkbox]")) control.checked = value.includes(control.value);
    else control.value = value[0] ?? "";
  }
  form.elements[0]?.dispatchEvent(new Event("change", { bubbles: true }));
  if (!own.sent) changed(form);
}

/** The server has answered with a message of success: what was sent needs no copy any more. */
function forgetSent() {
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith(PREFIX) && JSON.parse(sessionStorage.getItem(name)).sent) sessionStorage.removeItem(name);
  }
}

function kept(form) {
  return [...form.elements].filter(
    (control) => control.name && !LEFT_OUT.has(control.name) && !/^(file|hidden|password|submit|button)$/.test(control.type),
  );
}

function key(form) {
  const opening = form.querySelector('input[name="_opening"]')?.value ?? "";
  return PREFIX + new URL(form.getAttribute("action"), location.href).pathname + opening;
}
