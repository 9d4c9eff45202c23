// A part of a form that the server draws anew, [data-redrawn], keeps what was typed since it was asked for.
const given = new WeakMap(); // by the question: what the server knows of
const typed = new WeakMap(); // by the question: what it cannot know of

const controls = (part) => [...part.querySelectorAll("[name]")];
const said = (control) => (control.type === "checkbox" ? String(control.checked) : control.value);
const isOurs = ({ target }) => target?.matches?.("[data-redrawn]");

/** Listens on the document, so that parts that were drawn anew take part again. */
export function keepTyped() {
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (isOurs(detail)) given.set(detail.xhr, new Map(controls(detail.target).map((one) => [one.name, said(one)])));
  });
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const before = given.get(detail.xhr);
    if (before) typed.set(detail.xhr, controls(detail.target).filter((one) => said(one) !== before.get(one.name)));
  });
  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    for (const old of typed.get(detail.xhr) ?? []) {
      const now = document.getElementsByName(old.name)[0];
      if (now) now.type === "checkbox" ? (now.checked = old.checked) : (now.value = old.value);
    }
  });
}
