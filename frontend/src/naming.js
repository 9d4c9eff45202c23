// “@” in a comment offers those who have to do with the request: arrows choose, Enter or Tab takes, Escape leaves.
// Without script one types the login.
const BEGUN = /(^|[^\w@.])@([\p{L}\p{N}._-]{0,40})$/u;
let list = null;
let asked = 0;

/** Listens in every `textarea[data-names]`. */
export function nameReaders() {
  document.addEventListener("input", (event) => event.target.matches?.("textarea[data-names]") && offer(event.target));
  document.addEventListener("keydown", (event) => list && event.target === list.field && choose(event), true);
  document.addEventListener("focusout", (event) => list && event.target === list.field && setTimeout(close, 150));
}

async function offer(field) {
  const found = BEGUN.exec(field.value.slice(0, field.selectionStart));
  if (!found) return close();
  if (list) list.stale = true; // it answers to fewer letters than stand there now
  const turn = ++asked;
  const answer = await fetch(`${field.dataset.names}?q=${encodeURIComponent(found[2])}`).catch(() => null);
  if (!answer?.ok || answer.redirected || turn !== asked || document.activeElement !== field) return;
  show(field, await answer.text(), found[2].length);
}

function show(field, html, typed) {
  const hurried = list?.hurried;
  close();
  const box = document.createElement("ul");
  box.className = "menu readers";
  box.id = "readers";
  box.setAttribute("role", "listbox");
  box.setAttribute("aria-label", "@");
  box.innerHTML = html;
  const rows = [...box.children];
  if (!rows.length) return;
  field.closest(".composer, .field").after(box);
  list = { field, box, rows, typed, at: 0 };
  field.setAttribute("aria-controls", "readers");
  box.addEventListener("pointerdown", (event) => {
    const row = event.target.closest("[data-login]");
    if (!row) return;
    event.preventDefault();
    take(row);
  });
  mark(0);
  if (hurried) take(rows[0]);
}

function choose(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) mark((list.at + step + list.rows.length) % list.rows.length);
  else if (event.key === "Enter" || event.key === "Tab") list.stale ? (list.hurried = true) : take(list.rows[list.at]);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function mark(at) {
  list.at = at;
  list.rows.forEach((row, place) => row.setAttribute("aria-selected", String(place === at)));
  list.field.setAttribute("aria-activedescendant", list.rows[at].id);
}

function take(row) {
  const { field, typed } = list;
  const end = field.selectionStart;
  field.setRangeText(`${row.dataset.login} `, end - typed, end, "end");
  close();
  field.focus();
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

function close() {
  asked++;
  if (!list) return;
  list.field.removeAttribute("aria-activedescendant");
  list.field.removeAttribute("aria-controls");
  list.box.remove();
  list = null;
}
