// The keyboard from end to end: / search, J and K through a list, letters for what a button names as its key.
// A decision is never taken by a single letter: its key moves the focus there, Enter decides.

/** Listens for single keys outside of fields. */
export function listenToKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^Arrow(Up|Down)$/.test(event.key) && walks(event.target)) return jump(event, neighbour(event.key === "ArrowDown" ? 1 : -1));
    if (event.key === "Escape") return leave(event);
    if (writes(event.target)) return;
    const key = event.key.toLowerCase();
    if (key === "/") return jump(event, document.querySelector("[data-search]"));
    if (key === "j" || key === "k") return jump(event, neighbour(key === "j" ? 1 : -1));
    if (document.querySelector("[popover]:popover-open")) return;
    if (key === "i") return jump(event, document.querySelector("#answer [data-fields] :is(input, select, textarea):not([type=hidden], :disabled)"));
    const named = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find((one) => one.offsetParent);
    if (!named) return;
    event.preventDefault();
    if (named.hasAttribute("data-press")) named.click();
    else named.focus();
  });
}

function writes(target) {
  return target.isContentEditable || (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !/^(radio|checkbox)$/.test(target.type));
}

/** Escape goes from a field of the task back to its heading, where the letters are keys again. */
function leave(event) {
  const heading = event.target.closest(".task")?.querySelector(".task__title");
  if (!heading || event.defaultPrevented || !writes(event.target) || event.target.closest("[popover], dialog")) return;
  heading.tabIndex = -1;
  jump(event, heading);
}

/** From a search into what it found, and on from there, with the arrows. */
function walks(target) {
  return target.matches("main input[type=search], [data-row]") && !target.closest("[popover]");
}

function jump(event, target) {
  if (!target) return;
  event.preventDefault();
  target.focus();
}

function neighbour(step) {
  const rows = [...document.querySelectorAll("[data-row]")];
  const at = rows.findIndex((row) => row === document.activeElement);
  const here = at >= 0 ? at : rows.findIndex((row) => row.hasAttribute("aria-current"));
  return rows[Math.min(rows.length - 1, Math.max(0, here + step))];
}
