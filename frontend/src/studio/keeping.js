// Nothing drawn is lost: saved on the server when asked, kept in this browser meanwhile, a warning before leaving.

const MONTH = 30 * 24 * 3_600_000;

/**
 * Wires Save and Publish; offers back what this browser kept of the version.
 * `before`: the diagram as the editor writes it unchanged; with it the server leaves alone what was not touched.
 */
export function keepWork(modeler, page, problems, before) {
  const prefix = `studio:${page.dataset.save}:`;
  const key = `${prefix}${Date.now()}.${Math.random()}`; // each tab its own: one that saves takes nothing from another
  const done = [key]; // what a save makes superfluous
  let dirty = false;
  let timer = 0;
  let changes = 0;
  let saving = null;
  const keep = async () => {
    const { xml } = await modeler.saveXML({ format: true });
    if (dirty) localStorage.setItem(key, JSON.stringify({ seen: page.dataset.seen, at: Date.now(), xml }));
  };
  const say = (what) => (page.querySelector("[data-state]").textContent = page.dataset[what]);
  modeler.on("commandStack.changed", () => {
    dirty = true;
    changes += 1;
    if (!saving) say("changed");
    clearTimeout(timer);
    timer = setTimeout(keep, 500);
  });
  window.addEventListener("beforeunload", (event) => dirty && event.preventDefault());

  const send = async () => {
    const sent = changes;
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
    before = xml;
    page.dataset.seen = told.seen;
    page.dataset.save = `${page.dataset.item}/${told.number}/save`; // what is drawn next goes where this went
    if (sent !== changes) return send(); // drawn while this was under way
    dirty = false;
    clearTimeout(timer);
    for (const name of done) localStorage.removeItem(name);
    say("saved");
    return told.number;
  };
  const button = page.querySelector("[data-save-button]");
  const busy = (whether) => button.setAttribute("aria-busy", String(whether));
  const save = () => { // pressed twice, it saves once: the second would not know of the first
    if (!saving) {
      say("saving");
      busy(true);
      saving = send().finally(() => ((saving = null), busy(false)));
    }
    return saving;
  };

  button.addEventListener("click", async () => {
    if (saving) return;
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
  offer(modeler, page, prefix, (name) => {
    dirty = true;
    done.push(name);
    say("changed");
  });
}

/** What was drawn last and not saved, of this state of the version or of an earlier one; after it, what was before. */
function offer(modeler, page, prefix, taken) {
  const note = page.querySelector("[data-kept]");
  const [[name, kept] = []] = entries(prefix);
  note.hidden = !kept;
  if (!kept) return;
  note.querySelector("[data-older]").hidden = kept.seen === page.dataset.seen;
  note.querySelector("[data-take]").onclick = async () => {
    await modeler.importXML(kept.xml);
    note.hidden = true;
    taken(name);
  };
  note.querySelector("[data-drop]").onclick = () => {
    localStorage.removeItem(name);
    offer(modeler, page, prefix, taken);
  };
}

/** The newest first; nobody comes back for what is older than a month. */
function entries(prefix) {
  const names = Object.keys(localStorage).filter((name) => name.startsWith(prefix));
  const found = names.map((name) => [name, JSON.parse(localStorage.getItem(name))]);
  for (const [name, kept] of found) if (Date.now() - kept.at > MONTH) localStorage.removeItem(name);
  return found.filter(([, kept]) => Date.now() - kept.at <= MONTH).sort(([, one], [, other]) => other.at - one.at);
}
