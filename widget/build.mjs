// Build the loader and the window, hold their sizes against the budget, and put them where the bot serves them.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { transform } from "lightningcss";
import { build } from "vite";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
// `npm run build -- --out DIR` leaves the checked-in files alone.
const at = process.argv.indexOf("--out");
const served = at > 0 ? process.argv[at + 1] : join(root, "bot/web/static");
const dist = join(here, "dist");
const BUDGET = { loader: 3 * 1024, "window script": 20 * 1024, "window style": 6 * 1024 };

const hash = (algorithm, encoding, data) => createHash(algorithm).update(data).digest(encoding);
const integrity = (data) => `sha384-${hash("sha384", "base64", data)}`;
const zipped = (data) => gzipSync(data, { level: 9 }).length;

// Styles go in last, as they are measured by themselves.
const styles = {};
const inlineStyles = {
  name: "inline-styles",
  enforce: "pre",
  // An id of our own, so that Vite does not take the placeholder for a style.
  resolveId: (id) => (id.endsWith(".css?inline") ? `\0style:${basename(id, ".css?inline")}` : undefined),
  load(id) {
    if (!id.startsWith("\0style:")) return undefined;
    const name = `${id.slice("\0style:".length)}.css`;
    const code = readFileSync(join(here, "src", name));
    styles[name] = transform({ filename: name, code, minify: true, targets: { safari: 15 << 16 } }).code.toString();
    return `export default "@@${name}@@";`;
  },
};
const withStyles = (code) => code.replace(/(["'`])@@(.*?)@@\1/g, (_, quote, name) => JSON.stringify(styles[name]));

async function bundle(entry, file, format, define = {}) {
  const result = await build({
    root: here,
    configFile: false,
    logLevel: "warn",
    plugins: [inlineStyles],
    define,
    build: {
      write: false,
      target: "es2020",
      cssMinify: true,
      modulePreload: false,
      lib: { entry: join(here, "src", entry), formats: [format], name: "CyberProtect", fileName: () => file },
    },
  });
  const output = (Array.isArray(result) ? result[0] : result).output;
  return output.find((part) => part.type === "chunk").code;
}

// What the result depends on, named and hashed, so that a test without Node can tell whether it is out of date.
function sources() {
  const files = readdirSync(join(here, "src"), { recursive: true }).map((name) => join(here, "src", name));
  files.push(...["build.mjs", "package.json", "package-lock.json", "tsconfig.json"].map((name) => join(here, name)));
  files.push(join(root, "bot/web/masking.json"));
  const lines = files.map((file) => `${relative(root, file)} ${hash("sha256", "hex", readFileSync(file))}\n`).sort();
  return hash("sha256", "hex", lines.join(""));
}

const windowScript = await bundle("window.ts", "window.js", "es");
const windowCode = withStyles(windowScript);
const known = { file: `window.js?v=${hash("sha256", "hex", windowCode).slice(0, 12)}`, integrity: integrity(windowCode) };
const loaderCode = withStyles(await bundle("loader.ts", "cyber-protect.js", "iife", { __WINDOW__: JSON.stringify(known) }));

const sizes = {
  loader: zipped(loaderCode),
  "window script": zipped(windowScript),
  "window style": zipped(styles["window.css"]),
};
let tooBig = false;
for (const [name, size] of Object.entries(sizes)) {
  console.log(`${name.padEnd(14)} ${String(size).padStart(6)} bytes gzipped, budget ${BUDGET[name]}`);
  tooBig ||= size > BUDGET[name];
}
if (tooBig) {
  console.error("Over budget: nothing was written.");
  process.exit(1);
}

const files = { "cyber-protect.js": loaderCode, "window.js": windowCode };
const manifest = {
  sources: sources(),
  files: Object.fromEntries(Object.entries(files).map(([name, code]) => [name, integrity(code)])),
  gzipped: sizes,
};
rmSync(dist, { recursive: true, force: true });
for (const folder of [dist, served]) {
  mkdirSync(folder, { recursive: true });
  for (const [name, code] of Object.entries(files)) writeFileSync(join(folder, name), code);
  writeFileSync(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}
