// Light, dark, or as the system has it: shown at once; the form posts the choice, so that the server remembers it.

/** Applies a choice made in `form[data-theme-form]` before the server has answered. */
export function chooseTheme() {
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-theme-form]");
    if (!form) return;
    const theme = new FormData(form).get("theme");
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    fetch(form.action, { method: "POST", body: new FormData(form) });
  });
}
