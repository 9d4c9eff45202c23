// To reject or to ask for a change one says why, right there: the first press opens the reason, the second one sends.

/** Guards the buttons of every `.decide` that has a reason. */
export function askWhy() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".decide button[name=decision]");
    const why = button?.closest(".decide").querySelector("[data-why]");
    if (!why) return;
    if (button.value === "approve" || why.value.trim()) return;
    event.preventDefault();
    const box = why.closest(".decide__why");
    box.setAttribute("data-asked", "");
    why.required = true;
    why.focus();
  });
  document.addEventListener("input", (event) => event.target.matches?.("[data-why]") && grow(event.target));
}

function grow(area) {
  area.style.height = "auto";
  area.style.height = `${Math.min(area.scrollHeight + 2, 140)}px`;
}
