// Several people at one task: the page says that it is open, shows who else has it open, and puts what they type into
// fields that nobody has touched here. What was typed here stays; the server says where both typed.
const BEAT = 20_000;

/** Begins where a page has `[data-here]`, and fills fields in after each renewal of a part. */
export function tellPresence() {
  const place = document.querySelector("[data-here]");
  if (!place) return;
  const open = () => document.visibilityState === "visible" && beat(place);
  open();
  setInterval(open, BEAT);
  document.addEventListener("visibilitychange", open);
  document.addEventListener("renewed", fill);
  window.addEventListener("pagehide", () => navigator.sendBeacon(place.dataset.gone, token()));
  fill();
}

async function beat(place) {
  const answer = await fetch(place.dataset.here, { method: "POST", body: token() }).catch(() => null);
  if (answer?.ok && !answer.redirected) place.innerHTML = await answer.text();
}

function token() {
  return new URLSearchParams({ csrf_token: document.querySelector("[name=csrf_token]")?.value ?? "" });
}

function fill() {
  const form = document.getElementById("answer");
  for (const one of document.querySelectorAll("[data-fill]")) {
    const control = form?.elements[one.dataset.fill];
    if (!control?.tagName || control === document.activeElement || !isUntouched(control)) continue;
    control.value = control.dataset.filled = one.dataset.value;
  }
}

/** Empty, as the page came, or as it was filled in from here. */
function isUntouched(control) {
  const begun = [...(control.options ?? [])].find((option) => option.defaultSelected)?.value ?? control.defaultValue ?? "";
  return control.value === "" || control.value === begun || control.value === control.dataset.filled;
}
