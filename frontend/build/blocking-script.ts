import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

/// Puts a classic script before the first paint. It is a file with a hash in its name, because the content
/// security policy of the dashboard allows no inline script and assets are cached for ever.
export function blockingScript(path: string, name: string): Plugin {
  return {
    name: "dupabase:blocking-script",
    generateBundle() {
      this.emitFile({ type: "asset", name, source: readFileSync(path, "utf8") });
    },
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle }) {
        const built = Object.values(bundle ?? {}).find(
          (output) => output.type === "asset" && output.names.includes(name),
        );
        return [{ tag: "script", attrs: { src: `/${built?.fileName ?? path}` }, injectTo: "head" }];
      },
    },
  };
}
