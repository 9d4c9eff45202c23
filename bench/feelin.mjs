// Evaluates the expressions on standard input, {expressions, context, seconds}, with feelin, again and again for so long
// after a warm-up of as long; answers {per_second, answers} with the answers as JSON texts.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(pathToFileURL(process.argv[2] + "/"));
const { evaluate } = await import(pathToFileURL(require.resolve("feelin")));

let input = "";
for await (const chunk of process.stdin) input += chunk;
const { expressions, context, seconds } = JSON.parse(input);

function rate() {
  const began = performance.now();
  let count = 0;
  while (performance.now() - began < seconds * 1000) {
    for (const text of expressions) evaluate(text, context);
    count += expressions.length;
  }
  return (count / (performance.now() - began)) * 1000;
}

rate();
const answers = expressions.map((text) => JSON.stringify(evaluate(text, context).value ?? null));
process.stdout.write(JSON.stringify({ per_second: rate(), answers }));
