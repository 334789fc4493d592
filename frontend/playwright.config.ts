import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const server = process.env.DUPABASE_URL;
if (server === undefined) throw new Error("Set DUPABASE_URL to the address of a running server.");

/// Debian's browser; where it is absent, the one that `npx playwright install chromium` brings.
const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";
const root = process.getuid?.() === 0;

export default defineConfig({
  testDir: "e2e",
  outputDir: "target/test-results",
  reporter: [["list"]],
  workers: 1,
  forbidOnly: process.env.CI !== undefined,
  timeout: 400_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: server,
    // Long enough for a busy machine; without it a click on what never comes waits for the whole test.
    actionTimeout: 30_000,
    viewport: { width: 1440, height: 900 },
    permissions: ["clipboard-read", "clipboard-write"],
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      ...(existsSync(chromium) ? { executablePath: chromium } : {}),
      args: [
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
        "--no-first-run",
        ...(root ? ["--no-sandbox"] : []),
      ],
    },
  },
});
