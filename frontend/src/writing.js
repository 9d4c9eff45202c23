// What is being written to others waits in this tab until it is sent: a page that is loaded again brings it back, with
// whether it was to be internal. Let go when the server says that it has it, or when it stands in the conversation.
const PREFIX = "writing:";
const FORMS = "form:has(.composer)";

/** Keeps and brings back the words of every composer. Files cannot be kept; signing out clears all (kept.js). */
export function keepWriting() {
  const told = Boolean(document.querySelector(".toasts .toast"));
  for (const name of Object.keys(sessionStorage)) {
    if (!name.startsWith(PREFIX)) continue;
    const { sent, text } = JSON.parse(sessionStorage.getItem(name));
    if (sent && (told || isSaid(text))) sessionStorage.removeItem(name);
  }
  for (const form of document.querySelectorAll(FORMS)) bringBack(form);
  document.addEventListener("input", ({ target }) => target.form?.matches(FORMS) && keep(target.form, false));
  document.addEventListener("submit", ({ target }) => target.matches(FORMS) && keep(target, true));
}

const key = (form) => PREFIX + new URL(form.getAttribute("action"), location.href).pathname;
const plain = (text) => text.replace(/\s+/g, " ").trim();
const isSaid = (text) => [...document.querySelectorAll(".say")].some((one) => plain(one.textContent).includes(plain(text)));

function keep(form, sent) {
  const { text, internal } = form.elements;
  if (!text.value.trim()) sessionStorage.removeItem(key(form));
  else sessionStorage.setItem(key(form), JSON.stringify({ sent, text: text.value, internal: Boolean(internal?.checked) }));
}

function bringBack(form) {
  const kept = JSON.parse(sessionStorage.getItem(key(form)) ?? "null");
  const { text, internal } = form.elements;
  if (!kept || text.value) return; // what came back with a mistake stands there already
  text.value = kept.text;
  if (internal) internal.checked = kept.internal;
}
