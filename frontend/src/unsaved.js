// Forms that are saved by a button: whoever leaves the page with something typed is asked first.
export function askBeforeLeaving() {
  for (const form of document.querySelectorAll("form[data-unsaved]")) {
    let typed = form.dataset.unsaved === "yes";
    form.addEventListener("input", () => (typed = true));
    form.addEventListener("submit", () => (typed = false));
    window.addEventListener("beforeunload", (event) => typed && event.preventDefault());
  }
}
