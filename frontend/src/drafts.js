// What was typed survives a reload, a lost connection and a session that ended: it is kept in this tab until the server
// has taken it. Never longer than the tab, gone with signing out; passwords and files are left out.
const PREFIX = "draft:";
const LEFT_OUT = new Set(["csrf_token", "once", "version", "next", "view"]);

/** Keeps and brings back the answers of every `form[data-shape-url]`. */
export function keepDrafts() {
  if (document.querySelector(".toasts .toast")) forgetSent();
  document.querySelector('form[action="/logout"]')?.addEventListener("submit", () => sessionStorage.clear());
  for (const form of document.querySelectorAll("form[data-shape-url]")) {
    if (!form.querySelector(".mistakes")) restore(form);
    form.addEventListener("input", () => save(form, false));
    form.addEventListener("submit", () => save(form, true));
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
  const draft = JSON.parse(sessionStorage.getItem(key(form)) ?? "null");
  if (!draft) return;
  for (const control of kept(form)) {
    const value = draft.values[control.name];
    if (!value) continue;
    if (control.matches("[type=radio], [type=checkbox]")) control.checked = value.includes(control.value);
    else control.value = value[0] ?? "";
  }
  form.elements[0]?.dispatchEvent(new Event("change", { bubbles: true }));
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
  return PREFIX + new URL(form.action).pathname;
}
