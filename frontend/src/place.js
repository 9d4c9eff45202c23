// Who comes back from a task finds the list where they left it. Browsers forget how far a pane was scrolled, so each
// list says by `data-place` which one it is, and the session of the tab keeps how far down it was: a number, no words.
const KEPT = "laneway-place";

/** Notes where a `[data-place]` stood when its page is left, and puts it there again when the same list comes back. */
export function keepPlace() {
  const list = document.querySelector("[data-place]");
  if (!list) return;
  if (returned()) list.scrollTop = read()[list.dataset.place] ?? 0;
  window.addEventListener("pagehide", () => list.offsetParent && write(list.dataset.place, list.scrollTop));
}

/** From a task, or by the browser's own way back; whoever chooses a list anew begins at its top. */
function returned() {
  const [opened] = performance.getEntriesByType("navigation");
  const from = document.referrer && new URL(document.referrer);
  return opened?.type !== "navigate" || (from && from.origin === location.origin && from.pathname.startsWith("/tasks/")) || location.pathname.startsWith("/tasks/");
}

function read() {
  return JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
}

function write(place, top) {
  sessionStorage.setItem(KEPT, JSON.stringify({ [place]: Math.round(top) })); // of the last list alone
}
