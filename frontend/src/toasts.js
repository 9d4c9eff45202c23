// Messages after a deed: they stay ten seconds, longer while somebody reads them with the keyboard or the mouse.
const STAY = 10_000;

/** Starts the clock of each toast on the page. */
export function letToastsGo() {
  for (const toast of document.querySelectorAll(".toasts .toast")) fade(toast);
}

function fade(toast) {
  let timer = setTimeout(() => toast.remove(), STAY);
  const hold = () => clearTimeout(timer);
  const go = () => (timer = setTimeout(() => toast.remove(), STAY));
  for (const name of ["focusin", "mouseenter"]) toast.addEventListener(name, hold);
  for (const name of ["focusout", "mouseleave"]) toast.addEventListener(name, go);
  toast.querySelector("[data-close]")?.addEventListener("click", () => toast.remove());
}
