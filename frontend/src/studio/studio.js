// The editor: bpmn-js in the look of the house, our own properties beside it, problems below it.
import Modeler from "bpmn-js/lib/Modeler";
import zeebe from "zeebe-bpmn-moddle/resources/zeebe.json";
import "bpmn-js/dist/assets/diagram-js.css";
import "bpmn-js/dist/assets/bpmn-js.css";
import "bpmn-js/dist/assets/bpmn-font/css/bpmn.css";
import "./studio.css";
import { letters, wholeWords } from "./labels.js";
import { trimMenus } from "./palette.js";
import { showClocks } from "./clocks.js";
import { showProperties } from "./panel.js";
import { watchProblems } from "./problems.js";
import { keepWork } from "./keeping.js";
import { addTools } from "./tools.js";
import { speaking } from "./words.js";

const page = document.querySelector("[data-studio]");
const modeler = new Modeler({
  container: page.querySelector(".canvas__in"),
  moddleExtensions: { zeebe },
  additionalModules: [trimMenus, wholeWords, speaking(page)],
  textRenderer: letters,
  bpmnRenderer: {
    defaultFillColor: "var(--surface)",
    defaultStrokeColor: "var(--ink-2)",
    defaultLabelColor: "var(--ink)",
  },
});

await modeler.importXML(document.getElementById("diagram").value).catch((error) => {
  page.querySelector("[data-state]").textContent = page.dataset.undrawn; // far too much that nobody has drawn
  throw error;
});
const { xml: unchanged } = await modeler.saveXML({ format: true });
showProperties(modeler, page);
showClocks(modeler, page);
const problems = watchProblems(modeler, page);
addTools(modeler, page); // fits the diagram into what the problems have left
keepWork(modeler, page, problems, unchanged);
page.dataset.studio = "ready";
