// To reject or to ask for a change one says why, right there: the first press opens the reason, the second one sends.
// On a phone the reason is folded away until then; "Add a word" opens it for an approval.

/** Guards the buttons of every `.decide` that has a reason. */
export function askWhy() {
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-word]")) return open(event.target.closest(".decide").querySelector("[data-why]"));
    const button = event.target.closest(".decide button[name=decision]");
    const why = button?.closest(".decide").querySelector("[data-why]");
    if (!why) return;
    if (button.value === "approve" || why.value.trim()) return;
    event.preventDefault();
    why.required = true;
    if (button.value === "change") tick();
    open(why);
  });
  document.addEventListener("input", (event) => event.target.matches?.("[data-why]") && grow(event.target));
}

/** What is to be corrected is ticked before the reason is written. */
function tick() {
  const fix = document.querySelector("[data-fix]");
  if (!fix) return;
  fix.open = true;
  fix.scrollIntoView({ block: "nearest" });
}

function open(why) {
  why.closest(".decide__why").setAttribute("data-asked", "");
  why.focus();
}

function grow(area) {
  area.style.height = "auto";
  area.style.height = `${Math.min(area.scrollHeight + 2, 140)}px`;
}
