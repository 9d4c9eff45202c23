// A long diagram opens where work is, not at its beginning; a token glides to its next place.
const GLIDE = { duration: 420, easing: "cubic-bezier(.3, 0, .1, 1)" };

/** Scrolls every `[data-centre]` so that its first token stands in the middle. */
export function centreDiagrams() {
  for (const frame of document.querySelectorAll("[data-centre]")) {
    const token = frame.querySelector(".tok");
    if (!token) continue;
    const where = token.getBoundingClientRect().left - frame.getBoundingClientRect().left;
    frame.scrollLeft += where - frame.clientWidth / 2;
  }
}

/** Changes `part` and lets each token of its diagram glide from where it was to where it is now. */
export function moving(part, change) {
  const before = places(part);
  change();
  centreDiagrams();
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const after = places(part);
  after.slice(0, before.length).forEach(({ token, x, y }, n) => {
    const [dx, dy] = [before[n].x - x, before[n].y - y];
    if (dx || dy) token.animate([{ transform: `translate(${dx}px, ${dy}px)` }, { transform: "none" }], GLIDE);
  });
}

/** Tokens with their place in the drawing's own units. */
function places(part) {
  return [...part.querySelectorAll("svg.bpmn .tok")].map((token) => ({
    token,
    x: token.cx.baseVal.value,
    y: token.cy.baseVal.value,
  }));
}
