// Pages that stay true without reload. The server says only what changed; the part is fetched again with permission.
import { moving } from "./diagrams.js";

const SETTLE = 250;
const POLL = 20_000;

/** Renews every `[data-live~="topic"]` (with an id) when its topic is told; asks now and then where no stream is. */
export function keepLive() {
  if (!document.querySelector("[data-live]")) return;
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

/** Asks for the page once and puts in the parts that are due; what somebody is typing in stays. */
async function renew(due) {
  const ids = [...due];
  due.clear();
  if (!ids.length) return;
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const id of ids) {
    const [here, there] = [document.getElementById(id), page.getElementById(id)];
    if (here && there && !isTypedIn(here)) moving(here, () => here.replaceChildren(...there.childNodes));
  }
}

function isTypedIn(part) {
  const focused = document.activeElement;
  return part.contains(focused) && /^(INPUT|TEXTAREA|SELECT)$/.test(focused.tagName);
}

function listen(told) {
  let polling = 0;
  const stream = new EventSource("/events");
  const poll = () => {
    stream.close();
    polling ||= setInterval(() => document.visibilityState === "visible" && told("*"), POLL);
  };
  stream.addEventListener("changed", (event) => {
    const { topic, id } = JSON.parse(event.data);
    told(`${topic}:${id}`);
  });
  stream.addEventListener("poll", poll);
  stream.addEventListener("error", () => stream.readyState === EventSource.CLOSED && poll());
  window.addEventListener("pagehide", () => stream.close());
}
