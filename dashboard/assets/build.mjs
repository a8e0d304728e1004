// Bundles the scripts, style sheets and fonts of the pages into dist. Run it from
// anywhere with node; what it needs is pinned by package-lock.json.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, "src");
const target = join(here, "dist");
const manifest = {};

mkdirSync(target, { recursive: true });
for (const name of readdirSync(target)) {
  if (name !== ".keep") rmSync(join(target, name), { recursive: true });
}

function put(folder, name, ending, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 12);
  mkdirSync(join(target, folder), { recursive: true });
  const file = join(folder, `${name}.${hash}${ending}`);
  writeFileSync(join(target, file), content);
  return file.replaceAll("\\", "/");
}

// Every script directly below src is a bundle of its own, named in the templates.
const scripts = readdirSync(source).filter((name) => name.endsWith(".js"));
for (const script of scripts) {
  const result = await build({
    entryPoints: [join(source, script)],
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2020"],
    legalComments: "none",
    define: { "process.env.NODE_ENV": '"production"' },
    write: false,
  });
  manifest[script] = put("", basename(script, ".js"), ".js", result.outputFiles[0].contents);
}

// style.css imports the other style sheets; the others are loaded beside it.
for (const sheet of ["style.css", "dark.css", "wall.css"]) {
  const styles = await build({
    entryPoints: [join(source, sheet)],
    bundle: true,
    minify: true,
    target: ["chrome105", "firefox110", "safari15"],
    write: false,
  });
  manifest[sheet] = put("", basename(sheet, ".css"), ".css", styles.outputFiles[0].contents);
}

// The font stands last in the stack of families, so a browser loads a slice of it
// only for characters that no font of the machine has.
const require = createRequire(import.meta.url);
const font = dirname(require.resolve("@fontsource-variable/noto-sans-sc/package.json"));
const faces = readFileSync(join(font, "index.css"), "utf8")
  .replaceAll("'Noto Sans SC Variable'", "'Zhibiao Sans SC'")
  .replaceAll(/url\(\.\/files\/([^)]+)\.woff2\)/g, (_, name) => {
    const file = put("fonts", name, ".woff2", readFileSync(join(font, "files", `${name}.woff2`)));
    return `url(${file})`;
  })
  .replaceAll(/\/\*[^*]*\*\//g, "")
  .replaceAll(/\s*\n\s*/g, "");
manifest["fonts.css"] = put("", "fonts", ".css", faces);
put("licences", "noto-sans-sc-LICENSE", ".txt", readFileSync(join(font, "LICENSE")));

const echarts = dirname(require.resolve("echarts/package.json"));
for (const name of ["LICENSE", "NOTICE"]) {
  put("licences", `echarts-${name}`, ".txt", readFileSync(join(echarts, name)));
}

writeFileSync(join(target, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
console.log(Object.entries(manifest).map(([name, file]) => `${name} → ${file}`).join("\n"));
