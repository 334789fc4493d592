import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "@playwright/test";
import { complaints, copied, look, PASSWORD } from "./walker";

/// What the README's example installs: the real supabase-js, and the WebSocket that Node 20 lacks.
const PACKAGES = resolve("../examples/countries");

/// Runs a program as a reader of the dashboard would, in a folder of its own.
function run(code: string): string {
  if (!existsSync(join(PACKAGES, "node_modules"))) {
    const installed = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--prefer-offline"], {
      cwd: PACKAGES,
    });
    expect(installed.status, String(installed.stderr)).toBe(0);
  }
  const folder = mkdtempSync(join(tmpdir(), "tour-"));
  symlinkSync(join(PACKAGES, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "app.mjs"), code);
  writeFileSync(join(folder, "websocket.mjs"), "globalThis.WebSocket ??= (await import('ws')).WebSocket;\n");
  const { stdout, stderr } = spawnSync("node", ["--import", "./websocket.mjs", "app.mjs"], {
    cwd: folder,
    encoding: "utf8",
    timeout: 60_000,
  });
  return `${stdout}${stderr}`;
}

test("a newcomer comes from nothing to a call of supabase-js in under three minutes", async ({ page }) => {
  const heard = complaints(page);
  const begun = Date.now();

  await test.step("registers", async () => {
    await page.goto("/register");
    await page.getByLabel("Name").fill("Nora Newcomer");
    await page.getByLabel("E-mail").fill(`nora.${Date.now()}@example.com`);
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Create account" }).click();
  });

  await test.step("creates a project", async () => {
    await page.getByRole("button", { name: "New project" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("My first");
    await page.getByRole("dialog").getByLabel("Name").press("Enter");
  });

  const tour = page.getByRole("region", { name: "Get started" });

  await test.step("lets the tour create a table", async () => {
    await expect(tour.getByRole("heading", { name: "Create a table" })).toBeVisible();
    await look(page, "tour-table");
    await tour.getByRole("button", { name: "Create the table" }).click();
    await expect(tour.getByText("Waiting for your first call…")).toBeVisible();
  });

  await test.step("copies the example, runs it, and the page tells that the call has arrived", async () => {
    const code = await copied(page, "example call");
    expect(run(code)).toContain("Create a table");
    await expect(tour.getByRole("heading", { name: "Your first call has arrived" })).toBeVisible();
    expect(Date.now() - begun).toBeLessThan(180_000);
    await look(page, "tour-done");
  });

  await test.step("puts the tour away for good", async () => {
    await tour.getByRole("button", { name: "Done" }).click();
    await expect(tour).toBeHidden();
    await page.reload();
    await expect(page.getByRole("heading", { name: "My first", level: 1 })).toBeVisible();
    await expect(page.getByRole("region", { name: "Health" })).toBeVisible();
    await expect(tour).toBeHidden();
  });

  expect(heard).toEqual([]);
});
