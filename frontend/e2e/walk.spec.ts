import { expect, type Page, test } from "@playwright/test";
import { barriers } from "./accessibility";
import { capture, overflow } from "./screenshots";

const PASSWORD = "correct horse battery";

/// What the browser complains about: faults of scripts and breaches of the content security policy.
function complaints(page: Page): string[] {
  const heard: string[] = [];
  page.on("pageerror", (error) => heard.push(error.message));
  page.on("console", (message) => {
    const expected = message.text().startsWith("Failed to load resource");
    if (message.type() === "error" && !expected) heard.push(message.text());
  });
  return heard;
}

/// What the button “Copy …” puts on the clipboard; the browser takes its time to put it there.
async function copied(page: Page, what: string): Promise<string> {
  const nothing = "nothing copied yet";
  await page.evaluate((text) => navigator.clipboard.writeText(text), nothing);
  await page.getByRole("button", { name: `Copy ${what}`, exact: true }).click();
  await expect(page.getByRole("status").filter({ hasText: `Copied ${what}` })).toBeAttached();
  const read = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(read).not.toBe(nothing);
  return read();
}

async function look(page: Page, name: string): Promise<void> {
  await capture(page, name);
  expect(await overflow(page), `${name} fits a phone`).toBeLessThanOrEqual(0);
  expect(await barriers(page), `${name} is for everybody`).toEqual([]);
}

test("from the first visit to a project of one's own, and back again", async ({ page }) => {
  const heard = complaints(page);
  const email = `ann.${Date.now()}@example.com`;
  const name = `Web shop ${Date.now() % 100_000}`;
  const api = { url: "", key: "" };

  await test.step("who is not signed in is asked to, and the address is kept", async () => {
    await page.goto("/account");
    await expect(page).toHaveURL(/\/sign-in\?redirect=/);
    await look(page, "sign-in");
    await page.getByLabel("E-mail").fill("nobody@example.com");
    await page.getByLabel("Password").fill("wrong password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
  });

  await test.step("registers", async () => {
    await page.getByRole("link", { name: "Create one" }).click();
    await expect(page.getByRole("heading", { name: "Create your account" })).toBeVisible();
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill("short");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByLabel("Password")).toBeFocused();
    await expect(page.getByText("Use at least 8 characters.")).toBeVisible();
    await look(page, "register");
    await page.getByLabel("Name").fill("Ann Example");
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByRole("heading", { name: "Account", level: 1 })).toBeVisible();
  });

  await test.step("finds no project and creates one", async () => {
    await page.getByRole("navigation").getByRole("link", { name: "Projects" }).click();
    await expect(page.getByRole("heading", { name: "Create your first project" })).toBeVisible();
    await look(page, "projects-empty");
    await page.getByRole("button", { name: "New project" }).click();
    const dialog = page.getByRole("dialog", { name: "New project" });
    await expect(dialog.getByLabel("Name")).toBeFocused();
    await dialog.getByRole("button", { name: "Create project" }).click();
    await expect(dialog.getByText("Give the project a name.")).toBeVisible();
    await look(page, "project-new");
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByLabel("Name").press("Enter");
    await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 }).getByText("Active")).toBeVisible();
  });

  await test.step("reads and copies the address and the keys", async () => {
    const url = await copied(page, "API URL");
    expect(url).toMatch(/^https?:\/\//);
    api.url = url;

    const anonKey = await copied(page, "anon key");
    expect(anonKey.split(".")).toHaveLength(3);

    const snippet = await copied(page, "snippet");
    expect(snippet).toContain(`"${url}"`);
    expect(snippet).toContain(`"${anonKey}"`);
    const shown = page.getByRole("region", { name: "snippet" });
    await expect(shown).toContainText(url);
    await expect(shown).toContainText(anonKey);

    const serviceKey = await copied(page, "service_role key");
    await expect(page.getByText(serviceKey)).toBeHidden();
    await page.getByRole("button", { name: "Reveal service_role key" }).click();
    await expect(page.getByText(serviceKey)).toBeVisible();
    await page.getByRole("button", { name: "Hide service_role key" }).click();
    await expect(page.getByText(serviceKey)).toBeHidden();
    await look(page, "project");
  });

  await test.step("creates a key that is shown once, and revokes it", async () => {
    await page.getByRole("navigation", { name: "Project" }).getByRole("link", { name: "API keys" }).click();
    await page.getByRole("button", { name: "New key" }).click();
    await page.getByLabel("Name").fill("Mobile app");
    await look(page, "key-new");
    await page.getByRole("button", { name: "Create key" }).click();
    expect(await copied(page, "Mobile app")).toMatch(/^sb_publishable_/);
    await look(page, "key-issued");
    await page.getByRole("button", { name: "I have copied it" }).click();
    const keys = page.getByRole("list", { name: "API keys" });
    await expect(keys.getByText("Mobile app")).toBeVisible();
    await look(page, "keys");
    await page.getByRole("button", { name: "Revoke Mobile app" }).click();
    await page.getByRole("button", { name: "Revoke key" }).click();
    await expect(keys.getByText("revoked")).toBeVisible();
  });

  await test.step("rotates the keys after typing the name", async () => {
    const before = await copied(page, "anon key");
    await page.getByRole("button", { name: "Rotate" }).click();
    const confirm = page.getByRole("button", { name: "Rotate keys" });
    await expect(confirm).toBeDisabled();
    await page.getByLabel(/to confirm/).fill(name);
    await look(page, "keys-rotate");
    await confirm.click();
    await expect(page.getByText("The keys are rotated.")).toBeVisible();
    api.key = await copied(page, "anon key");
    expect(api.key).not.toBe(before);
  });

  await test.step("reveals the database login with the account's password only", async () => {
    await page.getByRole("navigation", { name: "Project" }).getByRole("link", { name: "Database" }).click();
    await page.getByLabel("Your account password").fill("not this one");
    await page.getByRole("button", { name: "Reveal credentials" }).click();
    await expect(page.getByLabel("Your account password")).toHaveAttribute("aria-invalid", "true");
    await look(page, "database");
    await page.getByLabel("Your account password").fill(PASSWORD);
    await page.getByRole("button", { name: "Reveal credentials" }).click();
    expect(await copied(page, "Connection string")).toMatch(/^postgresql:\/\/[^:]+:[^@]+@[^/]+\/proj_/);
    await look(page, "database-revealed");
  });

  await test.step("finds in the mailbox what a user would be sent", async () => {
    await page.getByRole("navigation", { name: "Project" }).getByRole("link", { name: "Mailbox" }).click();
    await expect(page.getByRole("heading", { name: "No mail yet" })).toBeVisible();
    await look(page, "mailbox-empty");
    const user = "customer@example.com";
    for (const path of ["signup", "recover"]) {
      const answer = await page.request.post(`${api.url}/auth/v1/${path}`, {
        headers: { apikey: api.key },
        data: { email: user, password: PASSWORD },
      });
      expect(answer.status()).toBe(200);
    }
    const before = heard.length;
    await page.getByRole("list", { name: "Mails" }).getByText(user).click();
    const mail = page.getByRole("dialog");
    await expect(mail.frameLocator("iframe").getByRole("link").first()).toBeVisible();
    await look(page, "mail");
    expect(await copied(page, "Link")).toContain("/auth/v1/verify?token=");
    await mail.getByRole("button", { name: "Close" }).click();
    await expect(mail).toBeHidden();
    // Screenshots and checks put styles and scripts into every frame; that of a mail forbids both.
    const byTools = /Applying inline style|execution in 'about:srcdoc'/;
    heard.push(...heard.splice(before).filter((text) => !byTools.test(text)));
    await look(page, "mailbox");
    await page.getByRole("button", { name: "Empty" }).click();
    await page.getByRole("button", { name: "Delete all mails" }).click();
    await expect(page.getByRole("heading", { name: "No mail yet" })).toBeVisible();
  });

  await test.step("changes how users sign up, pauses and resumes", async () => {
    await page.getByRole("navigation", { name: "Project" }).getByRole("link", { name: "Settings" }).click();
    await page.getByRole("switch", { name: "Confirm e-mail addresses automatically" }).click();
    await page.getByLabel("Shortest password").fill("5");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByText("Choose a number from 6 to 72.")).toBeVisible();
    await page.getByLabel("Shortest password").fill("10");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByText("Settings saved.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Save changes" })).toBeDisabled();
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByRole("button", { name: "Pause project" }).click();
    await expect(page.getByText("This project is paused.")).toBeVisible();
    await look(page, "settings");
    await page.getByRole("note").getByRole("button", { name: "Resume" }).click();
    await expect(page.getByText("This project is paused.")).toBeHidden();
    await page.reload();
    await expect(page.getByLabel("Shortest password")).toHaveValue("10");
  });

  await test.step("goes places by keyboard", async () => {
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("combobox")).toBeFocused();
    await page.keyboard.type("proj");
    await look(page, "palette");
    await page.getByRole("combobox").fill("account");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Account", level: 1 })).toBeVisible();
    await expect(page.getByText("this one")).toBeVisible();
    await look(page, "account");
  });

  await test.step("opens the menu on a phone", async () => {
    await page.setViewportSize({ width: 375, height: 812 });
    await page.getByRole("button", { name: "Open menu" }).click();
    const menu = page.getByRole("dialog", { name: "Menu" });
    await menu.getByRole("button", { name: /Account menu/ }).click();
    await page.getByRole("menuitemradio", { name: "Dark" }).click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await page.reload();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await page.getByRole("button", { name: "Open menu" }).click();
    await menu.getByRole("button", { name: /Account menu/ }).click();
    await page.getByRole("menuitemradio", { name: "System" }).click();
    await capture(page, "menu");
    await menu.getByRole("link", { name: "Projects", exact: true }).click();
    await expect(menu).toBeHidden();
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step("signs out and in again", async () => {
    await expect(page.getByRole("list", { name: "Projects" }).getByText(name)).toBeVisible();
    await page.getByRole("button", { name: /Account menu/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
    await page.goto("/projects");
    await expect(page).toHaveURL(/\/sign-in/);
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByLabel("Password").press("Enter");
    await expect(page.getByRole("link", { name })).toBeVisible();
    await look(page, "projects");
  });

  await test.step("deletes the project after typing its name", async () => {
    await page.getByRole("link", { name }).click();
    await page.getByRole("navigation", { name: "Project" }).getByRole("link", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByLabel(/to confirm/).fill(name);
    await page.getByRole("button", { name: "Delete project" }).click();
    await expect(page.getByRole("heading", { name: "Create your first project" })).toBeVisible();
  });

  expect(heard).toEqual([]);
});
