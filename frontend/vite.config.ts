import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import { tanstackRouter } from "@tanstack/router-plugin/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { blockingScript } from "./build/blocking-script.ts";
import { firstLoadBudget } from "./build/first-load-budget.ts";

const server = process.env.DUPABASE_URL ?? "http://localhost:3000";

export default defineConfig({
  plugins: [
    tanstackRouter({ target: "react", autoCodeSplitting: true, quoteStyle: "double", semicolons: true }),
    react(),
    tailwindcss(),
    blockingScript("src/theme/boot.js", "theme.js"),
    firstLoadBudget({
      kilobytes: 250,
      routes: ["/src/routes/_app.tsx", "/src/routes/_app/orgs/$orgId/index.tsx"],
    }),
  ],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    target: "es2023",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // Libraries change less often than we do; what three pages share is worth one request.
        codeSplitting: {
          groups: [
            { name: "react", test: /node_modules\/(?:react|react-dom|scheduler)\// },
            { name: "tanstack", test: /node_modules\/@tanstack\// },
            { name: "shared", test: /\/src\/(?:components|api|theme)\/|node_modules\//, minShareCount: 3 },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(
      ["/platform", "/auth/v1", "/rest/v1", "/storage/v1", "/p/"].map((path) => [path, { target: server }]),
    ),
  },
  test: { include: ["src/**/*.test.ts", "build/**/*.test.ts"], environment: "node" },
});
