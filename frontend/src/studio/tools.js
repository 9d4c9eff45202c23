// Undo, redo and the size of the picture.

/** Wires the buttons of the view, and shows the whole diagram beside the palette. */
export function addTools(modeler, page) {
  const canvas = modeler.get("canvas");
  const stack = modeler.get("commandStack");
  const size = page.querySelector("[data-size]");
  const show = () => {
    size.textContent = `${Math.round(canvas.zoom() * 100)} %`;
  };
  const does = {
    undo: () => stack.canUndo() && stack.undo(),
    redo: () => stack.canRedo() && stack.redo(),
    in: () => canvas.zoom(canvas.zoom() * 1.2, "auto"),
    out: () => canvas.zoom(canvas.zoom() / 1.2, "auto"),
    fit: () => fit(canvas),
  };
  for (const button of page.querySelectorAll("[data-tool]")) {
    button.addEventListener("click", () => does[button.dataset.tool]());
  }
  modeler.on("canvas.viewbox.changed", show);
  fit(canvas);
  show();
}

/** The palette lies over the canvas: leave room for it. */
function fit(canvas) {
  canvas.zoom("fit-viewport", "auto");
  const box = canvas.viewbox();
  const room = 72 / box.scale;
  canvas.viewbox({ x: box.inner.x - room, y: box.inner.y - 24, width: Math.max(box.inner.width, 200) + room + 24, height: Math.max(box.inner.height, 200) + 48 });
}
