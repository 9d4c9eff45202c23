// bpmn-js speaks the reader's language: its English texts are keys into the words that the page brought along.

/** The module that replaces bpmn-js's own `translate`; what has no word stays English. */
export function speaking(page) {
  const words = JSON.parse(page.querySelector("[data-words-of-bpmn]").textContent);
  const translate = (text, values = {}) => (words[text] ?? text).replace(/{([^}]+)}/g, (hole, name) => values[name] ?? hole);
  return { translate: ["value", translate] };
}
