// Builds app/static/dist: one script, one style sheet, the fonts and the sprite, each under a name that changes with
// its content, and manifest.json that tells the server which is which. Writes nothing else.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const dist = join(here, "../app/static/dist");

const result = await build({
  absWorkingDir: here,
  entryPoints: { app: "src/app.js", look: "src/css/app.css", studio: "src/studio/studio.js" },
  outdir: dist,
  bundle: true,
  minify: true,
  format: "esm",
  splitting: true, // a part that is imported only when needed becomes a file of its own
  target: ["es2022", "chrome123", "firefox120", "safari17.5"],
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  loader: { ".woff2": "file", ".woff": "file", ".ttf": "file", ".eot": "file", ".svg": "file" },
  metafile: true,
  write: false,
  logLevel: "warning",
});

const sprite = await readFile(join(here, "src/sprite.svg"));
const hash = createHash("sha256").update(sprite).digest("hex").slice(0, 8).toUpperCase();
const files = new Map(result.outputFiles.map((file) => [basename(file.path), file.contents]));
files.set(`sprite-${hash}.svg`, sprite);

await mkdir(dist, { recursive: true });
for (const [name, contents] of files) await writeFile(join(dist, name), contents);
await writeFile(join(dist, "manifest.json"), JSON.stringify(manifest([...files.keys()]), null, 1));
for (const old of await readdir(dist)) {
  if (old !== "manifest.json" && !files.has(old)) await rm(join(dist, old));
}

/** Plain name -> built name: {"app.js": "app-ABCD1234.js", ...}. */
function manifest(names) {
  return Object.fromEntries(names.map((name) => [name.replace(/-[A-Z0-9]{8}(\.\w+)$/, "$1"), name]));
}
