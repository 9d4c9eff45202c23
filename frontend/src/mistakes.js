// A mistake is said when its field is left and goes as soon as it is mended. What is wrong, and in which words, the
// server says; a field that nobody has typed into yet is never blamed. Files are looked at when they are chosen.
const touched = new WeakSet();
const left = new WeakSet();
const helps = new WeakMap();

/** Notes which fields were typed into and left; `ask(form)` brings the server's answer about a form with a `url`. */
export function watchLeaving(url, ask) {
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, (event) => url(event.target.form) && touched.add(fieldOf(event.target) ?? event.target));
  }
  document.addEventListener("focusout", (event) => {
    const [form, field] = [event.target.form, fieldOf(event.target)];
    if (!url(form) || !field || !touched.has(field) || field.contains(event.relatedTarget)) return;
    left.add(field);
    ask(form);
  });
}

/** Shows `errors` ({mark: sentence}) where somebody was, and takes away what is mended. */
export function sayMistakes(form, errors) {
  for (const field of form.querySelectorAll("[data-field]")) {
    if (!field.matches(".field") || field.querySelector("[type=file]")) continue;
    const said = field.querySelector("[aria-invalid]") !== null;
    const error = errors[field.dataset.field];
    if (error && (said || (left.has(field) && !field.contains(document.activeElement)))) say(field, error);
    else if (said && !error) mended(field);
  }
}

const fieldOf = (control) => control.closest?.("[data-field]");
const controlsOf = (field) => field.querySelectorAll("input:not([type=hidden]), select, textarea");

function say(field, error) {
  const note = noteOf(field);
  if (note.textContent === error) return;
  if (note.className === "help") helps.set(field, note.textContent);
  note.className = "error";
  note.setAttribute("role", "alert");
  note.replaceChildren(...sign(), error);
  for (const control of controlsOf(field)) control.setAttribute("aria-invalid", "true");
}

function mended(field) {
  for (const control of controlsOf(field)) control.removeAttribute("aria-invalid");
  const note = noteOf(field);
  note.className = "help";
  note.removeAttribute("role");
  note.textContent = helps.get(field) ?? "";
}

/** The sentence below the field: its help, or a new one that the field names as its description. */
function noteOf(field) {
  const known = field.querySelector(":scope > .help[id], :scope > .error");
  if (known) return known;
  const described = field.matches("fieldset") ? field : controlsOf(field)[0];
  const note = document.createElement("p");
  note.id = `${described.id}-note`;
  described.setAttribute("aria-describedby", note.id);
  field.append(note);
  return note;
}

/** The same sign that the server draws, from the sprite that the page has loaded already. */
function sign() {
  const sprite = document.querySelector("svg.icon use")?.getAttribute("href")?.split("#")[0];
  if (!sprite) return [];
  const made = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  made.setAttribute("class", "icon icon--sm");
  made.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${sprite}#i-alert`);
  made.append(use);
  return [made];
}
