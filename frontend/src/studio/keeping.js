// Nothing drawn is lost: saved on the server when asked, kept in this browser meanwhile, a warning before leaving.

/**
 * Wires Save and Publish; offers back what this browser kept of the same state of the version.
 * `before`: the diagram as the editor writes it unchanged; with it the server leaves alone what was not touched.
 */
export function keepWork(modeler, page, problems, before) {
  const key = `studio:${page.dataset.save}`;
  let dirty = false;
  let timer = 0;
  const say = (what) => (page.querySelector("[data-state]").textContent = page.dataset[what]);
  modeler.on("commandStack.changed", () => {
    dirty = true;
    say("changed");
    clearTimeout(timer);
    timer = setTimeout(async () => dirty && localStorage.setItem(key, JSON.stringify({ seen: page.dataset.seen, xml: (await modeler.saveXML({ format: true })).xml })), 500);
  });
  window.addEventListener("beforeunload", (event) => dirty && event.preventDefault());

  const save = async () => {
    const { xml } = await modeler.saveXML({ format: true });
    const headers = { "X-CSRF-Token": page.dataset.csrf, "X-Seen": page.dataset.seen, Accept: "application/json" };
    const body = new FormData();
    body.append("diagram", new Blob([xml]));
    body.append("before", new Blob([before]));
    const answer = await fetch(page.dataset.save, { method: "POST", body, headers }).catch(() => null);
    const told = await answer?.json().catch(() => null);
    if (!answer?.ok || !told) {
      say({ 401: "lapsed", 409: "stale" }[answer?.status] ?? "failed");
      if (told?.problems) problems.told(told.problems);
      return null;
    }
    dirty = false;
    before = xml;
    clearTimeout(timer);
    localStorage.removeItem(key);
    page.dataset.seen = told.seen;
    say("saved");
    return told.number;
  };

  page.querySelector("[data-save-button]").addEventListener("click", async () => {
    const number = await save();
    if (number && number !== Number(page.dataset.number)) location.assign(`${page.dataset.item}/${number}`);
    else if (number) problems.ask();
  });
  page.querySelector("[data-publish-form]")?.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.querySelector("[data-publish]").getAttribute("aria-disabled")) return event.preventDefault();
    if (!dirty) return;
    event.preventDefault();
    const number = await save();
    if (!number) return;
    form.action = `${page.dataset.item}/${number}/publish`;
    form.submit();
  }, true);
  offer(modeler, page, key, () => (dirty = true));
}

function offer(modeler, page, key, changed) {
  const kept = JSON.parse(localStorage.getItem(key) ?? "null");
  const note = page.querySelector("[data-kept]");
  if (!kept || kept.seen !== page.dataset.seen) return localStorage.removeItem(key);
  note.hidden = false;
  note.querySelector("[data-take]").addEventListener("click", async () => {
    await modeler.importXML(kept.xml);
    note.hidden = true;
    changed();
  });
  note.querySelector("[data-drop]").addEventListener("click", () => {
    localStorage.removeItem(key);
    note.hidden = true;
  });
}
