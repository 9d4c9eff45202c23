// Evaluates each of the expressions given on standard input with feelin: [{text, context}] in, answers in the same
// order out. Values come back as JSON: temporals as {temporal: ISO 8601}, ranges as {range: [start, end, in, in]}.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(pathToFileURL(process.argv[2] + "/"));
const feelin = await import(pathToFileURL(require.resolve("feelin")));

function plain(value) {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map(plain);
  if (feelin.isRange(value)) {
    return { range: [plain(value.start), plain(value.end), value["start included"], value["end included"]] };
  }
  if (typeof value === "function" || feelin.isFunction(value)) return { function: true };
  if (typeof value === "object" && typeof value.iso === "string") return { temporal: value.iso };
  if (typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  }
  return typeof value === "number" && !Number.isFinite(value) ? { number: String(value) } : value;
}

function answer({ text, context, unary }) {
  try {
    if (unary) return { value: plain(feelin.unaryTest(text, context).value) };
    return { value: plain(feelin.evaluate(text, context).value) };
  } catch (error) {
    return { error: String(error.message) };
  }
}

let input = "";
for await (const chunk of process.stdin) input += chunk;
process.stdout.write(JSON.stringify(JSON.parse(input).map(answer)));
