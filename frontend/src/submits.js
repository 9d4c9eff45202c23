// A double click is one order: the second submit of a form is swallowed, the button says that it is busy.
import { askBeforeLeaving } from "./unsaved.js";

/** Guards every POST form; a page that comes back from the history is usable again. */
export function guardForms() {
  askBeforeLeaving();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    const button = event.submitter;
    if (button) {
      button.classList.add("is-busy");
      button.setAttribute("aria-busy", "true");
    }
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
    for (const button of document.querySelectorAll(".is-busy[aria-busy]")) {
      button.classList.remove("is-busy");
      button.removeAttribute("aria-busy");
    }
  });
}
