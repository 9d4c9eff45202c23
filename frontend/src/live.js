// Pages that stay true without reload. The server says only what changed; the part is fetched again with permission.
import { moving } from "./diagrams.js";

const SETTLE = 250;
const POLL = 20_000;

/** Renews every `[data-live~="topic"]` (with an id) when its topic is told; asks now and then where no stream is. */
export function keepLive() {
  if (!document.querySelector("main [data-live]")) return;
  const due = new Set();
  let timer = 0;
  listen((topic) => {
    for (const part of document.querySelectorAll("[data-live]")) {
      if (topic === "*" || part.dataset.live.split(" ").includes(topic)) due.add(part.id);
    }
    clearTimeout(timer);
    timer = setTimeout(() => renew(due), SETTLE);
  });
}

/** Asks for each page once that parts come from and puts in those that are due; what somebody is typing in stays. */
async function renew(due) {
  const parts = [...due].map((id) => document.getElementById(id)).filter(Boolean);
  due.clear();
  const sources = new Set(parts.map(source));
  await Promise.all([...sources].map((from) => renewFrom(from, parts.filter((part) => source(part) === from))));
  if (parts.length) document.dispatchEvent(new Event("renewed"));
}

/** A pane beside a list has an address of its own: the list's page may show another task by now. */
function source(part) {
  return part.closest("[data-live-from]")?.dataset.liveFrom ?? location.href;
}

async function renewFrom(address, parts) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const here of parts) {
    const there = page.getElementById(here.id);
    if (there) unfold(there, here);
    if (!there || isTypedIn(here) || isSame(here, there) || !carried(here, there)) continue;
    const focused = here.contains(document.activeElement) ? document.activeElement : null;
    moving(here, () => here.replaceChildren(...there.childNodes));
    if (there.dataset.mark) here.dataset.mark = there.dataset.mark;
    if (focused) refocus(here, focused);
  }
}

/** What somebody has folded out stays so; what it is called may have changed, as the time that is left. */
function unfold(there, here) {
  const folds = there.querySelectorAll("details");
  for (const [place, fold] of here.querySelectorAll("details").entries()) if (fold.open && folds[place]) folds[place].open = true;
}

/** A part in which somebody may have typed says by its mark whether it is another one; of the rest the words count. */
function isSame(here, there) {
  return here.dataset.mark ? here.dataset.mark === there.dataset.mark : here.innerHTML === there.innerHTML;
}

/** The same link, button or part has the focus again: what is renewed under somebody's hands never throws them out. */
function refocus(part, focused) {
  const same = (one) => one.tagName === focused.tagName && one.outerHTML === focused.outerHTML;
  const href = focused.getAttribute("href");
  const found = [...part.querySelectorAll(focused.tagName)];
  const again = found.find((one) => href && one.getAttribute("href") === href) ?? found.find(same) ?? part.querySelector("a, button");
  again?.focus({ preventScroll: true });
}

/** What somebody has typed goes along into the new part; false where it has no place there: then all stays as it is. */
function carried(here, there) {
  const typed = [...here.querySelectorAll("input:not([type=hidden]), textarea, select")].filter(isTyped);
  const places = typed.map((control) => [...there.querySelectorAll(control.tagName)].find((other) => isTwin(control, other)));
  if (places.includes(undefined)) return false;
  places.forEach((place, at) => {
    place.checked = typed[at].checked;
    place.value = typed[at].value;
  });
  return true;
}

function isTyped(control) {
  if (control.matches("[type=checkbox], [type=radio]")) return control.checked !== control.defaultChecked;
  if (control.options) return [...control.options].some((option) => option.selected !== option.defaultSelected) && control.selectedIndex > 0;
  return control.value !== control.defaultValue;
}

function isTwin(control, other) {
  const [one, two] = [control, other].map((each) => [each.form?.getAttribute("action"), each.name, each.type, each.type === "radio" || each.type === "checkbox" ? each.value : ""]);
  return control.type !== "file" && one.join("\n") === two.join("\n");
}

function isTypedIn(part) {
  const focused = document.activeElement;
  return part.contains(focused) && /^(INPUT|TEXTAREA|SELECT)$/.test(focused.tagName);
}

/** `data-news` at the root says that from now on nothing is missed: it is heard, or asked for now and then. */
function listen(told) {
  const root = document.documentElement;
  const [opened] = performance.getEntriesByType("navigation");
  let unheard = opened?.redirectCount > 0; // what a deed of one's own has set going may be over before anybody listens
  let polling = 0;
  const stream = new EventSource("/events");
  const poll = () => {
    stream.close();
    root.dataset.news = "asked";
    polling ||= setInterval(() => document.visibilityState === "visible" && told("*"), POLL);
  };
  stream.addEventListener("open", () => {
    if (unheard) told("*");
    unheard = true; // what is told after this stream has ended and before the next
    root.dataset.news = "heard";
  });
  stream.addEventListener("changed", (event) => {
    const { topic, id } = JSON.parse(event.data);
    told(`${topic}:${id}`);
  });
  stream.addEventListener("poll", poll);
  stream.addEventListener("error", () => stream.readyState === EventSource.CLOSED && poll());
  window.addEventListener("pagehide", () => stream.close());
}
