// The problems of the diagram as it is drawn: asked from the server a moment after each change.
const PAUSE = 700;

/** Returns {ask(), errors()}; draws the list, the marks on the canvas and the state of the Publish button. */
export function watchProblems(modeler, page) {
  let timer = 0;
  let number = 0;
  let found = JSON.parse(page.dataset.problems);
  const show = () => (list(modeler, page, found), marks(modeler, found), allow(page, found));
  const ask = async () => {
    const mine = ++number;
    const { xml } = await modeler.saveXML();
    const headers = { "Content-Type": "application/xml", "X-CSRF-Token": page.dataset.csrf };
    const answer = await fetch(page.dataset.lint, { method: "POST", body: xml, headers }).catch(() => null);
    if (!answer?.ok || mine !== number) return;
    found = (await answer.json()).problems;
    show();
  };
  modeler.on("commandStack.changed", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  show();
  return { ask, told: (problems) => ((found = problems), show()) };
}

function list(modeler, page, problems) {
  const names = modeler.get("elementRegistry");
  const rows = problems.map((problem) => {
    const row = page.querySelector(`template[data-problem="${problem.severity}"]`).content.firstElementChild.cloneNode(true);
    const element = problem.element && names.get(problem.element);
    const name = row.querySelector("b");
    name.textContent = element ? element.businessObject.name || name.dataset.unnamed : (problem.element ?? "");
    row.querySelector("[data-words]").textContent = [problem.message, problem.hint].filter(Boolean).join(" ");
    row.querySelector("button").addEventListener("click", () => go(modeler, page, element));
    return row;
  });
  page.querySelector("[data-problem-list]").replaceChildren(...rows);
  page.querySelector("[data-count]").textContent = problems.length;
}

/** Selects the element, brings it to the middle, and puts the cursor where it is mended. */
function go(modeler, page, element) {
  if (!element) return;
  const canvas = modeler.get("canvas");
  modeler.get("selection").select(element);
  canvas.scrollToElement(element, 200);
  page.querySelector("[data-props] .input")?.focus();
}

function marks(modeler, problems) {
  const overlays = modeler.get("overlays");
  overlays.remove({ type: "problem" });
  const worst = new Map();
  for (const { element, severity } of problems) {
    if (severity !== "info" && worst.get(element) !== "error") worst.set(element, severity);
  }
  for (const [id, severity] of worst) {
    if (!modeler.get("elementRegistry").get(id)) continue;
    const html = document.createElement("span");
    html.className = `flag flag--${severity}`;
    html.textContent = "!";
    overlays.add(id, "problem", { position: { top: -10, right: 10 }, html });
  }
}

function allow(page, problems) {
  const button = page.querySelector("[data-publish]");
  if (!button) return;
  const errors = problems.filter((one) => one.severity === "error").length;
  if (errors) button.setAttribute("aria-disabled", "true");
  else button.removeAttribute("aria-disabled");
}
