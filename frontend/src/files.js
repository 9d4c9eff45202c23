// The names of chosen files, said beside our own button; what is too large is refused at once. The native control does
// the choosing; without script it is the one that is seen.

/** Listens on the document, so that controls that come later take part too. */
export function nameFiles() {
  document.addEventListener("change", (event) => say(event.target), true); // before the form is kept with it
  document.addEventListener("reset", (event) => setTimeout(() => every(event.target)));
  addEventListener("pageshow", () => every(document)); // a browser that goes back may bring what was chosen
}

function every(part) {
  for (const input of part.querySelectorAll(".pick input")) say(input);
}

function say(input) {
  const pick = input.closest(".pick");
  if (!pick) return;
  refuse(input, pick);
  const names = pick.querySelector(".pick__names");
  names.textContent = called(input.files) || names.dataset.none;
}

/** What is too large is said when it is chosen, not after all of it was sent. */
function refuse(input, pick) {
  const large = [...input.files].filter((file) => file.size > Number(pick.dataset.most));
  const wrong = pick.querySelector(".pick__wrong");
  wrong.textContent = large.length ? `${called(large)}: ${wrong.dataset.words}` : "";
  if (large.length) input.value = "";
}

function called(files) {
  return [...files].map((file) => file.name).join(", ");
}
