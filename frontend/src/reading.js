// Which articles somebody opened before they asked goes along with the question, so that nobody sends them there again.

/** Notes each opened `[data-article]` in `#read`, inside the form. */
export function rememberReading() {
  document.addEventListener("toggle", note, true); // it does not bubble
}

function note({ target }) {
  const key = target.open && target.dataset.article;
  const kept = key && document.getElementById("read");
  if (!kept || kept.querySelector(`[value="${CSS.escape(key)}"]`)) return;
  kept.append(Object.assign(document.createElement("input"), { type: "hidden", name: "_read", value: key }));
}
