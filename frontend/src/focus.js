// After a deed the page is a new one: who works with the keyboard goes on where they were, at the task or its row.
const WIDE = "(min-width: 48.01rem)";

/** Puts the focus on the present row (or the task's title on a phone) when the page answers a deed. */
export function keepFocus() {
  bringRowIntoView();
  document.querySelector("[popover][data-open]")?.showPopover?.();
  if (!document.querySelector(".inbox") || document.activeElement !== document.body) return;
  if (!document.querySelector(".toasts .toast")) return;
  const row = document.querySelector("[data-row][aria-current]");
  const title = document.querySelector(".inbox--task #tt");
  const here = matchMedia(WIDE).matches ? (row ?? title) : (title ?? row);
  (here ?? document.querySelector("[data-row]") ?? document.querySelector(".mailhead"))?.focus();
}

/** The open task may stand far down its list. */
function bringRowIntoView() {
  const [list, row] = [document.querySelector(".maillist"), document.querySelector("#list [data-row][aria-current]")];
  if (!row || !list.offsetParent) return;
  const below = row.getBoundingClientRect().bottom - list.getBoundingClientRect().bottom;
  if (below > 0) list.scrollTop += below + list.clientHeight / 3;
}
