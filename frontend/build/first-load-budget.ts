import { gzipSync } from "node:zlib";
import type { Plugin, Rolldown } from "vite";

/// Fails the build when the scripts that a first visit to one of the routes loads outgrow the budget.
export function firstLoadBudget(options: { kilobytes: number; routes: readonly string[] }): Plugin {
  return {
    name: "dupabase:first-load-budget",
    apply: "build",
    generateBundle(_output, bundle) {
      const chunks = new Map<string, Rolldown.OutputChunk>();
      for (const output of Object.values(bundle)) {
        if (output.type === "chunk") chunks.set(output.fileName, output);
      }
      const visited = [...chunks.values()].filter(
        (chunk) =>
          chunk.isEntry || options.routes.some((route) => chunk.moduleIds.some((id) => id.includes(route))),
      );
      if (visited.length <= options.routes.length)
        this.error("A route of the first-load budget has no chunk.");
      const loaded = new Set<string>();
      for (const chunk of visited) collect(chunk.fileName, chunks, loaded);
      const bytes = [...loaded].reduce((sum, file) => sum + gzipSync(chunks.get(file)?.code ?? "").length, 0);
      const size = `${(bytes / 1024).toFixed(1)} KiB gzip in ${loaded.size} files`;
      if (bytes > options.kilobytes * 1024)
        this.error(`First load is ${size}, over ${options.kilobytes} KiB.`);
      this.info(`First load of ${options.routes.at(-1)}: ${size}.`);
    },
  };
}

function collect(file: string, chunks: ReadonlyMap<string, Rolldown.OutputChunk>, loaded: Set<string>): void {
  if (loaded.has(file)) return;
  loaded.add(file);
  for (const imported of chunks.get(file)?.imports ?? []) collect(imported, chunks, loaded);
}
