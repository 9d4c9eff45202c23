// A long diagram opens where work is, not at its beginning.

/** Scrolls every `[data-centre]` so that its first token stands in the middle. */
export function centreDiagrams() {
  for (const frame of document.querySelectorAll("[data-centre]")) {
    const token = frame.querySelector(".tok");
    if (!token) continue;
    const where = token.getBoundingClientRect().left - frame.getBoundingClientRect().left;
    frame.scrollLeft += where - frame.clientWidth / 2;
  }
}
