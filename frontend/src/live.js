// Pages that stay true without reload. The server says only what changed; the part is fetched again with permission.
const SETTLE = 250;
const POLL = 20_000;

/** Renews every `[data-live~="topic"]` (with an id) when its topic is told; asks now and then where no stream is. */
export function keepLive(htmx) {
  if (!document.querySelector("[data-live]")) return;
  const due = new Set();
  let timer = 0;
  const renew = () => {
    for (const id of due) refresh(htmx, document.getElementById(id));
    due.clear();
  };
  const told = (topic) => {
    for (const part of document.querySelectorAll("[data-live]")) {
      if (topic === "*" || part.dataset.live.split(" ").includes(topic)) due.add(part.id);
    }
    clearTimeout(timer);
    timer = setTimeout(renew, SETTLE);
  };
  listen(told);
}

function refresh(htmx, part) {
  if (!part || part.contains(document.activeElement) && /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) return;
  htmx.ajax("GET", location.href, { target: part, source: part, select: `#${CSS.escape(part.id)}`, swap: "outerHTML" });
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
