// What Maven runs: `node build/maven.mjs package` and `node build/maven.mjs check`.
// Installs the dependencies when the lock file changed, and builds when anything that goes into dist/ changed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const module = dirname(dirname(fileURLToPath(import.meta.url)));
const dependencies = ["package.json", "package-lock.json", ".npmrc"];
const sources = [...dependencies, "build", "index.html", "public", "src", "tsconfig.json", "vite.config.ts"];

process.chdir(module);
install();
switch (process.argv[2]) {
  case "package":
    packDashboard();
    break;
  case "check":
    npm("run", "check");
    break;
  default:
    throw new Error("usage: node build/maven.mjs package|check");
}

function install() {
  const stamp = join("node_modules", ".dupabase-installed");
  const wanted = `${process.platform} ${process.arch} ${process.versions.modules} ${fingerprint(dependencies)}`;
  if (read(stamp) === wanted) return;
  npm("ci", "--no-audit", "--no-fund", "--prefer-offline");
  writeFileSync(stamp, wanted);
}

function packDashboard() {
  const stamp = join("target", "dashboard.fingerprint");
  const wanted = fingerprint(sources);
  if (read(stamp) === wanted && existsSync(join("dist", "index.html"))) {
    console.log("The dashboard is up to date.");
    return;
  }
  npm("run", "build");
  // Names carry hashes, so what Maven copied last time would stay in the jar.
  rmSync(join("target", "classes", "META-INF", "dashboard"), { recursive: true, force: true });
  mkdirSync("target", { recursive: true });
  writeFileSync(stamp, wanted);
}

function fingerprint(paths) {
  const hash = createHash("sha256");
  for (const file of paths.flatMap(filesBelow)) hash.update(file).update("\0").update(readFileSync(file));
  return hash.digest("hex");
}

function filesBelow(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".test.ts"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function read(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

function npm(...args) {
  const { status, error } = spawnSync("npm", args, { stdio: "inherit", shell: process.platform === "win32" });
  if (error) throw new Error(`npm could not be run: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}
