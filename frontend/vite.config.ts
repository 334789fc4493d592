import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import { tanstackRouter } from "@tanstack/router-plugin/vite";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const server = process.env.DUPABASE_URL ?? "http://localhost:3000";

/// Puts a classic script before the first paint. It is a file with a hash in its name, because the content
/// security policy of the dashboard allows no inline script and assets are cached for ever.
function blockingScript(path: string, name: string): Plugin {
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
        const src = `/${built?.fileName ?? path}`;
        return [{ tag: "script", attrs: { src }, injectTo: "head" }];
      },
    },
  };
}

export default defineConfig({
  plugins: [
    tanstackRouter({ target: "react", autoCodeSplitting: true, quoteStyle: "double", semicolons: true }),
    react(),
    tailwindcss(),
    blockingScript("src/theme/boot.js", "theme.js"),
  ],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    target: "es2023",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(
      ["/platform", "/auth/v1", "/rest/v1", "/storage/v1", "/p/"].map((path) => [path, { target: server }]),
    ),
  },
  test: { include: ["src/**/*.test.ts", "scripts/**/*.test.ts"], environment: "node" },
});
