// A long diagram opens where work is, not at its beginning, and fades where it goes on; a token glides to its next place.
const GLIDE = { duration: 420, easing: "cubic-bezier(.3, 0, .1, 1)" };

/** Shows on every `[data-centre]`, for as long as the page is there, on which sides it goes on. */
export function showMore() {
  const all = () => document.querySelectorAll("[data-centre]").forEach(tellSides);
  document.addEventListener("scroll", (event) => event.target.matches?.("[data-centre]") && tellSides(event.target), true);
  window.addEventListener("resize", all);
  all();
}

function tellSides(frame) {
  const rest = frame.scrollWidth - frame.clientWidth - frame.scrollLeft;
  frame.dataset.more = [frame.scrollLeft > 1 && "left", rest > 1 && "right"].filter(Boolean).join(" ");
}

/** Scrolls every `[data-centre]` so that its first token stands in the middle. */
export function centreDiagrams() {
  for (const frame of document.querySelectorAll("[data-centre]")) {
    const token = frame.querySelector(".tok");
    if (token) {
      const where = token.getBoundingClientRect().left - frame.getBoundingClientRect().left;
      frame.scrollLeft += where - frame.clientWidth / 2;
    }
    tellSides(frame);
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
