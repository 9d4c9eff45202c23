// Which articles somebody opened before they asked goes along with the question, so that nobody sends them there again.
// One that still fits when the question has been typed on stays open.

/** Notes each opened `[data-article]` in `#read`, inside the form. */
export function rememberReading() {
  let open = [];
  document.addEventListener("toggle", note, true); // it does not bubble
  document.addEventListener("htmx:beforeSwap", () => (open = articles().filter((one) => one.open).map((one) => one.dataset.article)));
  document.addEventListener("htmx:afterSwap", () => articles().forEach((one) => (one.open ||= open.includes(one.dataset.article))));
}

function articles() {
  return [...document.querySelectorAll("[data-article]")];
}

function note({ target }) {
  const key = target.open && target.dataset.article;
  const kept = key && document.getElementById("read");
  if (!kept || kept.querySelector(`[value="${CSS.escape(key)}"]`)) return;
  kept.append(Object.assign(document.createElement("input"), { type: "hidden", name: "_read", value: key }));
}
