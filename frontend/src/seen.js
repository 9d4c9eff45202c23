// What lies before somebody's eyes is told to the server once it is really seen: the page is in front, the part is
// shown, and where it only stands open beside a list, somebody has turned to it. Never by a GET.
const told = new Map();

/** Tells of every `[data-seen]` now, after each renewal of a part, and when the tab comes to the front. */
export function tellSeen() {
  look();
  document.addEventListener("renewed", look);
  document.addEventListener("visibilitychange", look);
  const pane = document.querySelector("article.task");
  for (const deed of ["pointerdown", "focusin", "wheel"]) pane?.addEventListener(deed, turnedTo, { passive: true });
}

function turnedTo() {
  const mark = document.querySelector("[data-seen][data-glance]");
  if (!mark) return;
  mark.removeAttribute("data-glance");
  look();
}

/** The row of what is open stands there as read at once; the counts follow with the next news. */
function read() {
  const row = document.querySelector(".mail.is-new[aria-current]");
  row?.classList.remove("is-new");
  row?.querySelectorAll(".mail__new, .mail__title > .sr").forEach((mark) => mark.remove());
}

function look() {
  if (document.visibilityState !== "visible") return;
  for (const mark of document.querySelectorAll("[data-seen]:not([data-glance])")) {
    const { seen, seenAt } = mark.dataset;
    if (told.get(seen) === seenAt || !mark.parentElement.offsetParent) continue;
    told.set(seen, seenAt);
    const token = document.querySelector("[name=csrf_token]")?.value ?? "";
    const body = new URLSearchParams({ at: seenAt, csrf_token: token });
    fetch(seen, { method: "POST", body, keepalive: true }).then(read, () => told.delete(seen));
  }
}
