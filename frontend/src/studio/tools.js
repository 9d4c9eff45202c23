// Undo, redo, the size of the picture, and whether the properties stand beside it.
const PALETTE = 40; // px that the palette takes at the left beside its own width
const EDGE = 24; // px of air around the diagram
const NOTE = 96; // px that the note about small screens takes at the top
const READABLE = 0.62; // below this size labels cannot be read: the properties make room until they are wanted
const KEPT = "studio:properties";

/** Wires the buttons of the view, and shows the whole diagram beside the palette. */
export function addTools(modeler, page) {
  const canvas = modeler.get("canvas");
  const stack = modeler.get("commandStack");
  const size = page.querySelector("[data-size]");
  const show = () => (size.textContent = `${Math.round(canvas.zoom() * 100)} %`);
  const does = {
    undo: () => stack.canUndo() && stack.undo(),
    redo: () => stack.canRedo() && stack.redo(),
    in: () => canvas.zoom(canvas.zoom() * 1.2, "auto"),
    out: () => canvas.zoom(canvas.zoom() / 1.2, "auto"),
    fit: () => fit(canvas),
    properties: () => (open(page, !isOpen(page)), localStorage.setItem(KEPT, isOpen(page)), canvas.resized(), fit(canvas)),
  };
  for (const button of page.querySelectorAll("[data-tool]")) {
    button.addEventListener("click", () => does[button.dataset.tool]());
  }
  modeler.on("canvas.viewbox.changed", show);
  // The list of problems grows and shrinks: the palette folds into what it leaves.
  new ResizeObserver(() => canvas.resized()).observe(canvas.getContainer());
  makeRoom(modeler, page);
  show();
}

const narrow = () => matchMedia("(max-width: 60rem)").matches;
const isOpen = (page) => !page.hasAttribute("data-wide");

/** Shows or hides the properties. */
export function open(page, whether) {
  page.toggleAttribute("data-wide", !whether);
  page.querySelector('[data-tool="properties"]').setAttribute("aria-pressed", String(whether));
}

/** A wide diagram has the whole page until an element is chosen; whoever shut the properties opens them again. */
function makeRoom(modeler, page) {
  const canvas = modeler.get("canvas");
  const wish = localStorage.getItem(KEPT);
  open(page, wish !== "false");
  canvas.resized();
  fit(canvas);
  if (wish || canvas.zoom() >= READABLE || narrow()) return;
  open(page, false);
  canvas.resized();
  fit(canvas);
  modeler.on("selection.changed", ({ newSelection }) => {
    if (!newSelection.length || isOpen(page) || localStorage.getItem(KEPT)) return;
    open(page, true);
    canvas.resized();
    canvas.scrollToElement(newSelection[0], EDGE);
  });
}

/** The whole diagram in the middle of what the palette leaves free, at most at its own size. */
function fit(canvas) {
  const { inner, outer } = canvas.viewbox();
  const small = narrow();
  const left = small ? EDGE : PALETTE + canvas.getContainer().querySelector(".djs-palette").offsetWidth;
  const free = { width: outer.width - left - EDGE, height: outer.height - 2 * EDGE - (small ? NOTE : 48) };
  const whole = Math.min(1, free.width / Math.max(inner.width, 200), free.height / Math.max(inner.height, 200));
  const scale = small ? Math.max(whole, READABLE) : whole; // in a hand one moves along it
  const width = outer.width / scale;
  const height = outer.height / scale;
  const x = inner.x - left / scale - Math.max(0, (free.width / scale - inner.width) / 2);
  const y = inner.y - (small ? NOTE : EDGE) / scale - Math.max(0, (free.height / scale - inner.height) / 2);
  canvas.viewbox({ x, y, width, height });
}
