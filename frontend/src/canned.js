// Canned answers beside a field: the link opens them as a list, one press puts the words where the cursor stands. They
// are read there before anything is sent. Without script the link leads to a page to copy from.

const LINE = 24; // pixels

/** Listens on every `a[data-canned]`, which names its field by id. */
export function offerCanned() {
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a[data-canned]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const answer = await fetch(link.href, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (!answer?.ok || answer.redirected) return location.assign(link.href);
    open(link, await answer.text());
  });
}

function open(link, html) {
  document.getElementById("canned")?.remove();
  const box = document.createElement("div");
  box.className = "dialog";
  box.id = "canned";
  box.popover = "auto";
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-label", link.textContent.trim());
  box.innerHTML = `<div class="dialog__body">${html}</div>`;
  document.body.append(box);
  const field = document.getElementById(link.dataset.canned);
  box.addEventListener("click", (event) => {
    const one = event.target.closest("[data-insert]");
    if (!one) return;
    box.hidePopover();
    insert(field, one.dataset.insert);
  });
  box.addEventListener("keydown", (event) => walk(event, [...box.querySelectorAll("[data-insert]")]));
  box.addEventListener("toggle", (event) => event.newState === "closed" && document.activeElement === document.body && link.focus());
  box.showPopover();
  (box.querySelector("[data-insert]") ?? box.querySelector("a")).focus();
}

function walk(event, rows) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !rows.length) return;
  event.preventDefault();
  const at = rows.indexOf(document.activeElement);
  rows[(at + step + rows.length) % rows.length].focus();
}

function insert(field, text) {
  const before = field.value.slice(0, field.selectionStart);
  const space = before && !/\s$/.test(before) ? " " : "";
  field.focus();
  field.setRangeText(space + text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.rows = Math.min(14, Math.max(field.rows, Math.ceil(field.scrollHeight / LINE))); // to be read before it is sent
  field.form?.scrollIntoView({ block: "nearest" });
}
