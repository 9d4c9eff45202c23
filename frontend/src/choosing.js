// A long list to tick: all at once, and how many are ticked. Without script each is ticked by itself.

/** Fills `[data-choosing]` forms: the box `[data-all]` ticks all lines, `[data-chosen]` says how many there are. */
export function countChosen() {
  for (const form of document.querySelectorAll("[data-choosing]")) {
    const [all, told] = [form.querySelector("[data-all]"), form.querySelector("[data-chosen]")];
    const boxes = [...form.querySelectorAll("[name=task]")];
    const tell = () => {
      const chosen = boxes.filter((box) => box.checked).length;
      all.checked = chosen === boxes.length;
      all.indeterminate = chosen > 0 && !all.checked;
      told.textContent = told.dataset.chosen.replace("0", chosen);
    };
    all.closest("[hidden]").hidden = told.hidden = false;
    form.addEventListener("change", ({ target }) => {
      if (target === all) for (const box of boxes) box.checked = all.checked;
      tell();
    });
    window.addEventListener("pageshow", tell); // the browser ticks again what was ticked before
    tell();
  }
}
