// The names of chosen files, said beside our own button. The native control does the choosing; without script it is
// the one that is seen.

/** Listens on the document, so that controls that come later take part too. */
export function nameFiles() {
  document.addEventListener("change", (event) => say(event.target));
  document.addEventListener("reset", (event) => setTimeout(() => every(event.target)));
  addEventListener("pageshow", () => every(document)); // a browser that goes back may bring what was chosen
}

function every(part) {
  for (const input of part.querySelectorAll(".pick input")) say(input);
}

function say(input) {
  const names = input.closest(".pick")?.querySelector(".pick__names");
  if (names) names.textContent = [...input.files].map((file) => file.name).join(", ") || names.dataset.none;
}
