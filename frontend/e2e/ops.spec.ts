import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { startObjectStore } from "./object-store";
import { call, complaints, copied, look, newcomer, PASSWORD } from "./walker";

interface Named {
  id: string;
  name: string;
}

const DUMP = `create table public.cities (id int primary key, name text not null);
insert into public.cities values (1, 'Oslo'), (2, 'Lima');
`;

async function go(page: Page, navigation: string, link: string, heading = link): Promise<void> {
  await page
    .getByRole("navigation", { name: navigation })
    .getByRole("link", { name: link, exact: true })
    .click();
  await expect(page.getByRole("heading", { name: heading, level: 1 })).toBeVisible();
}

test("an organisation, its people, and its end", async ({ browser }) => {
  const ann = await newcomer(browser, "ann");
  const bob = await newcomer(browser, "bob");
  const heard = [complaints(ann.page), complaints(bob.page)];
  const { page } = ann;
  const name = `Ann & Sons ${Date.now() % 100_000}`;
  let link = "";

  await test.step("founds one", async () => {
    await page.goto("/orgs/new");
    await page.getByLabel("Name").fill(name);
    await expect(page.getByLabel("Slug")).toHaveValue(/^ann-sons-\d+$/);
    await look(page, "org-new");
    await page.getByRole("button", { name: "Create organisation" }).click();
    await expect(page.getByRole("heading", { name: "Members", level: 1 })).toBeVisible();
    await expect(page.getByRole("button", { name: /Switch organisation/ })).toContainText(name);
  });

  await test.step("invites somebody by a link that is shown once", async () => {
    await page.getByRole("button", { name: "Invite", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("E-mail").fill("nobody");
    await dialog.getByRole("button", { name: "Create invite" }).click();
    await expect(dialog.getByText("This does not look like an e-mail address.")).toBeVisible();
    await dialog.getByLabel("E-mail").fill(bob.email);
    await dialog.getByText("Viewer", { exact: false }).first().click();
    await look(page, "org-invite");
    await dialog.getByRole("button", { name: "Create invite" }).click();
    link = await copied(page, "Invite link");
    expect(link).toMatch(/\/invites\/[0-9a-f]{64}$/);
    await look(page, "org-invite-link");
    await page.getByRole("button", { name: "I have copied it" }).click();
    await expect(page.getByRole("list", { name: "Pending invites" }).getByText(bob.email)).toBeVisible();
  });

  await test.step("the other one accepts it", async () => {
    await bob.page.goto(new URL(link).pathname);
    await expect(bob.page.getByRole("button", { name: /^Accept/ })).toBeVisible();
    await look(bob.page, "org-invite-accept");
    await bob.page.getByRole("button", { name: /^Accept/ }).click();
    await expect(bob.page.getByRole("button", { name: /Switch organisation/ })).toContainText(name);
    await bob.page.goto(new URL(link).pathname);
    await bob.page.getByRole("button", { name: /^Accept/ }).click();
    await expect(bob.page.getByRole("heading", { name: "This invite can’t be accepted" })).toBeVisible();
  });

  await test.step("changes a role, which the member sees", async () => {
    await page.reload();
    const members = page.getByRole("list", { name: "Members" });
    await expect(members.getByText(bob.email)).toBeVisible();
    await page.getByLabel(`Role of ${bob.email}`).selectOption("admin");
    await expect(page.getByText(`${bob.email} is admin now.`)).toBeVisible();
    await look(page, "org-members");
    await bob.page.goto("/projects");
    await go(bob.page, "Dashboard", "Members");
    // An admin may not act on the owner, nor on oneself.
    await expect(bob.page.getByRole("list", { name: "Members" }).getByText(ann.email)).toBeVisible();
    await expect(bob.page.getByRole("button", { name: /^Remove/ })).toHaveCount(0);
  });

  await test.step("reads usage and limits", async () => {
    await go(page, "Dashboard", "Usage");
    await expect(page.getByRole("heading", { name: "No project yet" })).toBeVisible();
    await look(page, "org-usage-empty");
    await page.getByText("Last month").click();
    await expect(page).toHaveURL(/month=last/);
  });

  await test.step("renames it, and switches between organisations", async () => {
    await go(page, "Dashboard", "Organisation settings");
    await page.getByLabel("Slug").fill("x");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByLabel("Slug")).toBeFocused();
    await page.getByLabel("Slug").fill(`sons-${Date.now() % 1_000_000}`);
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByText("Saved.")).toBeVisible();
    await look(page, "org-settings");
    await page.getByRole("button", { name: /Switch organisation/ }).click();
    await page.getByRole("menuitem", { name: "Personal" }).click();
    await expect(page.getByRole("heading", { name: "Projects", level: 1 })).toBeVisible();
    await page.getByRole("button", { name: /Switch organisation/ }).click();
    await page.getByRole("menuitem", { name: new RegExp(name.replace("&", "\\&")) }).click();
    await expect(page.getByRole("button", { name: /Switch organisation/ })).toContainText(name);
  });

  await test.step("hands it on, and the new owner deletes it", async () => {
    await go(page, "Dashboard", "Organisation settings");
    await page.getByRole("button", { name: "Transfer" }).click();
    await page.getByLabel("New owner").selectOption({ label: bob.email });
    await page.getByLabel("Your account password").fill(PASSWORD);
    await look(page, "org-transfer");
    await page.getByRole("button", { name: "Transfer ownership" }).click();
    await expect(page.getByText(`${name} has a new owner.`)).toBeVisible();
    await page.getByRole("button", { name: "Leave" }).click();
    await page.getByRole("button", { name: "Leave organisation" }).click();
    await expect(page.getByText(`You have left ${name}.`)).toBeVisible();

    await bob.page.goto("/projects");
    await go(bob.page, "Dashboard", "Organisation settings");
    await bob.page.getByRole("button", { name: "Delete" }).click();
    const confirm = bob.page.getByRole("button", { name: "Delete organisation" });
    await expect(confirm).toBeDisabled();
    await bob.page.getByLabel(/to confirm/).fill(name);
    await confirm.click();
    await expect(bob.page.getByText(`${name} is deleted.`)).toBeVisible();
  });

  expect(heard).toEqual([[], []]);
});

test("a project’s pages for those who run it", async ({ browser }) => {
  const { page } = await newcomer(browser, "cleo");
  const heard = complaints(page);
  const name = `Shop ${Date.now() % 100_000}`;
  const project = await call<Named & { api_url: string; anon_key: string }>(
    page,
    "POST",
    "/platform/projects",
    { name },
  );
  const at = `/projects/${project.id}`;
  const nav = (link: string, heading = link): Promise<void> => go(page, "Project", link, heading);

  await test.step("overview: health, chart, snippets of all kinds", async () => {
    for (let count = 0; count < 3; count++) {
      await page.request.get(`${project.api_url}/rest/v1/nothing`, { headers: { apikey: project.anon_key } });
    }
    await page.goto(at);
    await expect(page.getByRole("region", { name: "Health" }).getByText(/answers/)).toBeVisible();
    for (const kind of ["Python", "Swift", "Dart", "cURL", "psql"]) {
      await page.getByText(kind, { exact: true }).click();
      await expect(page.getByRole("region", { name: "snippet" })).not.toHaveText("");
    }
    await page
      .getByRole("region", { name: "Last 24 hours" })
      .getByRole("button", { name: "As a table" })
      .click();
    await expect(page.getByRole("region", { name: "Last 24 hours" }).getByRole("table")).toBeVisible();
    await page
      .getByRole("region", { name: "Last 24 hours" })
      .getByRole("button", { name: "As a chart" })
      .click();
    await look(page, "home");
  });

  await test.step("signing keys: standby, in use, revoked", async () => {
    await nav("API keys");
    const keys = page.getByRole("region", { name: "Signing keys" }).getByRole("list");
    await expect(keys.getByText("in use")).toBeVisible();
    const before = await keys.getByRole("listitem").count();
    await page.getByRole("button", { name: "New standby key" }).click();
    await look(page, "signing-key-new");
    await page.getByRole("button", { name: "Create key" }).click();
    await expect(keys.getByText("standby")).toBeVisible();
    await expect(keys.getByRole("listitem")).toHaveCount(before + 1);
    await page.getByRole("button", { name: /^Use ES256/ }).click();
    await look(page, "signing-key-use");
    await page.getByRole("button", { name: "Use it right away" }).click();
    await expect(keys.getByText("standby")).toBeHidden();
    await expect(keys.getByText("in use")).toBeVisible();
    await look(page, "signing-keys");
  });

  await test.step("settings of sign-in: saved together, refused beside the field, kept from being lost", async () => {
    await nav("Sign-in");
    await page.getByLabel("By magic link").click();
    await page.getByLabel("Access token, in seconds").fill("5");
    await expect(page.getByText("2 unsaved changes")).toBeVisible();
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByLabel("Access token, in seconds")).toHaveAttribute("aria-invalid", "true");
    await look(page, "auth-settings");
    await page.getByRole("navigation", { name: "Project" }).getByRole("link", { name: "Mailbox" }).click();
    await expect(page.getByRole("dialog", { name: "Leave without saving?" })).toBeVisible();
    await page.getByRole("button", { name: "Stay" }).click();
    await page.getByLabel("Access token, in seconds").fill("1800");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByText("Settings saved.")).toBeVisible();
    await page.getByLabel("Search settings").fill("rate limit");
    await expect(page.getByLabel("RATE_LIMIT_OTP")).toBeVisible();
  });

  await test.step("providers and hooks", async () => {
    await page.getByRole("link", { name: "Providers" }).click();
    await page.getByText("GitHub", { exact: true }).click();
    await page.getByLabel("Users may sign in with it").click();
    await page.getByLabel("Client id").fill("abc");
    await page.getByLabel("Client secret").fill("not shown again");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByText("Settings saved.").last()).toBeVisible();
    await expect(page.getByText("Set. Type to replace it.")).toBeVisible();
    await look(page, "auth-providers");
    await page.getByRole("link", { name: "Hooks" }).click();
    await page.getByRole("region", { name: "Access token" }).getByLabel("Use this hook").click();
    await expect(page.getByLabel("Address")).toBeVisible();
    await look(page, "auth-hooks");
    await page.getByRole("button", { name: "Discard" }).click();
  });

  await test.step("mail templates with a preview", async () => {
    await nav("Mail templates");
    await page.getByRole("list", { name: "Mails" }).getByRole("button", { name: "Magic link" }).click();
    await page.getByRole("button", { name: "Write my own" }).click();
    await page.getByLabel("Subject").fill("Come in, {{ .Email }}");
    await page.getByLabel("Text, as HTML").fill("<h1>Come in</h1><p>{{ .Token }}</p>");
    const frame = page.getByRole("region", { name: "Preview" }).frameLocator("iframe");
    await expect(frame.getByRole("heading", { name: "Come in" })).toBeVisible();
    await look(page, "mail-templates");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByText("Settings saved.").last()).toBeVisible();
  });

  expect(heard).toEqual([]);
});

test("insight into a project, its imports and backups", async ({ browser }) => {
  const { page, email } = await newcomer(browser, "cleo");
  const heard = complaints(page);
  const name = `Shop ${Date.now() % 100_000}`;
  const project = await call<Named & { api_url: string; anon_key: string; service_role_key: string }>(
    page,
    "POST",
    "/platform/projects",
    { name },
  );
  const at = `/projects/${project.id}`;
  const nav = (link: string, heading = link): Promise<void> => go(page, "Project", link, heading);
  await page.request.get(`${project.api_url}/rest/v1/nothing`, { headers: { apikey: project.anon_key } });
  await call(page, "PATCH", `/platform/projects/${project.id}/settings`, { password_min_length: 8 });
  await page.goto(at);

  await test.step("analytics", async () => {
    await nav("Analytics");
    await expect(page.getByRole("region", { name: "Database size" }).getByText(/[kM]B/)).toBeVisible();
    await page.getByText("7 days", { exact: true }).click();
    await expect(page).toHaveURL(/hours=168/);
    await look(page, "analytics");
  });

  await test.step("users of the app: created, banned, let in again, deleted", async () => {
    await nav("Users");
    await expect(page.getByRole("heading", { name: "Nobody has signed up yet" })).toBeVisible();
    await page.getByRole("button", { name: "Create user" }).click();
    const dialog = page.getByRole("dialog", { name: "Create user" });
    await dialog.getByLabel("E-mail").fill("zoe");
    await dialog.getByRole("button", { name: "Create user" }).click();
    await expect(dialog.getByLabel("E-mail")).toHaveAttribute("aria-invalid", "true");
    await dialog.getByLabel("E-mail").fill("zoe@example.com");
    await dialog.getByLabel("Password").fill(PASSWORD);
    await dialog.getByRole("button", { name: "Create user" }).click();
    const sheet = page.getByRole("dialog", { name: "User" });
    await expect(sheet.getByRole("heading", { name: "zoe@example.com" })).toBeVisible();
    const signIn = () =>
      page.request.post(`${project.api_url}/auth/v1/token?grant_type=password`, {
        headers: { apikey: project.anon_key },
        data: { email: "zoe@example.com", password: PASSWORD },
      });
    expect((await signIn()).status()).toBe(200);
    await page.reload();
    await expect(sheet.getByRole("list", { name: "Sessions" }).getByRole("listitem")).toHaveCount(1);
    await look(page, "auth-user");
    await sheet.getByRole("button", { name: "Ban user" }).click();
    await page.getByLabel("For").selectOption({ index: 1 });
    await page.getByRole("dialog", { name: /^Ban/ }).getByRole("button", { name: "Ban user" }).click();
    await expect(sheet.getByRole("button", { name: "Lift the ban" })).toBeVisible();
    expect((await signIn()).ok()).toBe(false);
    await sheet.getByRole("button", { name: "Lift the ban" }).click();
    await expect(sheet.getByRole("button", { name: "Ban user" })).toBeVisible();
    expect((await signIn()).status()).toBe(200);
    await sheet.getByRole("button", { name: "Close" }).click();
    await expect(page.getByRole("table")).toContainText("zoe@example.com");
    await look(page, "auth-users");
    await page.getByRole("table").getByRole("button", { name: /zoe/ }).click();
    await sheet.getByRole("button", { name: "Delete user" }).click();
    await page.getByLabel(/to confirm/).fill("zoe@example.com");
    await page
      .getByRole("dialog", { name: /^Delete/ })
      .getByRole("button", { name: "Delete user" })
      .click();
    await expect(page.getByRole("heading", { name: "Nobody has signed up yet" })).toBeVisible();
  });

  await test.step("logs of requests and of changes, with filters", async () => {
    await nav("Logs");
    const requests = page.getByRole("region", { name: "Requests" }).first();
    await expect(requests.getByText("/rest/v1/nothing").first()).toBeVisible();
    await page.getByLabel("Outcome").selectOption("4xx");
    await expect(page).toHaveURL(/status=4xx/);
    await expect(requests.getByText("404").first()).toBeVisible();
    await look(page, "logs-requests");
    await page.getByLabel("Search paths").fill("no such path");
    await expect(page.getByRole("heading", { name: "Nothing matches" })).toBeVisible();
    await page.getByRole("link", { name: "Changes" }).click();
    await page.getByLabel("Action").selectOption("update_project_settings");
    const entries = page.getByRole("list", { name: "Entries" });
    await expect(entries.getByText("Update project settings").first()).toBeVisible();
    await entries.getByText("Update project settings").first().click();
    await look(page, "logs-changes");
  });

  await test.step("imports a dump, step by step", async () => {
    await nav("Import and export");
    await look(page, "transfer");
    const dump = { mimeType: "application/sql", buffer: Buffer.from(DUMP) };
    await page.getByLabel("Dump").setInputFiles({ name: "notes.txt", ...dump });
    await expect(page.getByRole("alert")).toContainText("no dump");
    await page.getByLabel("Dump").setInputFiles({ name: "cities.sql", ...dump });
    await expect(page.getByRole("region", { name: "Tables in the dump" })).toContainText("cities");
    await page.getByLabel("Empty the schema public first").click();
    await expect(page.getByRole("button", { name: "Start import" })).toBeDisabled();
    await page.getByLabel(/to confirm/).fill(name);
    await look(page, "import-options");
    await page.getByRole("button", { name: "Start import" }).click();
    await expect(page.getByText("One table from cities.sql")).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole("list", { name: "History" }).getByText("completed")).toBeVisible();
    await look(page, "import-done");
    const answer = await page.request.get(`${project.api_url}/rest/v1/cities?select=name`, {
      headers: { apikey: project.service_role_key },
    });
    expect(await answer.json()).toEqual([{ name: "Oslo" }, { name: "Lima" }]);
  });

  await test.step("exports what was imported", async () => {
    const card = page.getByRole("region", { name: "Export" });
    await card.getByText("SQL", { exact: true }).click();
    await card.getByLabel("Only these tables").fill("cities");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      card.getByRole("link", { name: "Download" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.sql$/);
    expect(await readFile(await download.path(), "utf8")).toContain("Lima");
  });

  await test.step("backs up to a bucket and restores, after typing the name", async () => {
    const store = await startObjectStore();
    await nav("Backups");
    await page.getByRole("link", { name: "Set up backups" }).click();
    await expect(page.getByRole("heading", { name: "Backups are not set up" })).toBeVisible();
    await look(page, "backups-empty");
    await page.getByRole("button", { name: "Set up backups" }).click();
    await page.getByLabel("Endpoint").fill(store.endpoint);
    await page.getByLabel("Bucket").fill("mistyped");
    await page.getByLabel("Access key").fill("key");
    await page.getByLabel("Secret key").fill("secret");
    await page.getByRole("button", { name: "Test connection" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await page.getByLabel("Bucket").fill(store.bucket);
    await page.getByRole("button", { name: "Test connection" }).click();
    await expect(page.getByText("The bucket answers.")).toBeVisible();
    await look(page, "backups-edit");
    await page.getByLabel("Your account password").fill(PASSWORD);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Backups are set up.")).toBeVisible();
    await page.getByRole("button", { name: "Back up now" }).click();
    const backups = page.getByRole("list", { name: "Backups" });
    await expect(backups.getByText("completed")).toBeVisible({ timeout: 90_000 });
    expect(store.keys().some((key) => key.endsWith(".dump"))).toBe(true);
    await look(page, "backups");

    await page.goto(`${at}/backups`);
    await page
      .getByRole("button", { name: /^Restore/ })
      .first()
      .click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Your account password").fill(PASSWORD);
    await dialog.getByRole("button", { name: "Restore" }).click();
    await expect(dialog.getByLabel(/to confirm/)).toHaveAttribute("aria-invalid", "true");
    await look(page, "restore");
    await dialog.getByLabel(/to confirm/).fill(name);
    await dialog.getByRole("button", { name: "Restore" }).click();
    await expect(dialog.getByText("Done", { exact: true })).toBeVisible({ timeout: 90_000 });
    await look(page, "restore-done");
    await page.keyboard.press("Escape");
    store.close();
  });

  await test.step("shortcuts and their help", async () => {
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("g");
    await page.keyboard.press("k");
    await expect(page.getByRole("heading", { name: "API keys", level: 1 })).toBeVisible();
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    await look(page, "shortcuts");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("combobox")).toBeFocused();
    await page.keyboard.type("template");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Mail templates", level: 1 })).toBeVisible();
  });

  await test.step("a session that ends loses nothing that was typed", async () => {
    await nav("Sign-in");
    await page.getByLabel("Site URL").fill("https://shop.example.com");
    await page.context().clearCookies();
    await page.getByRole("button", { name: "Save changes" }).click();
    const dialog = page.getByRole("dialog", { name: "Sign in again" });
    await expect(dialog.getByText(email)).toBeVisible();
    await look(page, "sign-in-again");
    await dialog.getByLabel("Password").fill("wrong");
    await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(dialog.getByLabel("Password")).toHaveAttribute("aria-invalid", "true");
    await dialog.getByLabel("Password").fill(PASSWORD);
    await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByLabel("Site URL")).toHaveValue("https://shop.example.com");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByText("Settings saved.").last()).toBeVisible();
  });

  expect(heard).toEqual([]);
});

test("the server, for its administrators", async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const heard = complaints(page);
  await newcomer(browser, "dora");
  const account = {
    email: process.env.ADMIN_EMAIL ?? "admin@dupabase.local",
    password: process.env.ADMIN_PASSWORD ?? "admin-password-change-me",
  };

  await test.step("signs in and finds the way", async () => {
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").fill(account.email);
    await page.getByLabel("Password").fill(account.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("link", { name: "Administration" }).click();
    await expect(page.getByRole("heading", { name: "Users of the server", level: 1 })).toBeVisible();
    await expect(page.getByRole("table").getByText(account.email)).toBeVisible();
    await look(page, "admin-users");
  });

  await test.step("registration and invites", async () => {
    await go(page, "Administration", "Registration");
    await page.getByRole("button", { name: "New invite" }).click();
    await page.getByLabel("E-mail").fill("eve@example.com");
    await page.getByRole("button", { name: "Create invite" }).click();
    expect(await copied(page, "Registration link")).toMatch(/\/register\?invite=[0-9a-f]{32}$/);
    await page.getByRole("button", { name: "Done" }).click();
    const codes = page.getByRole("list", { name: "Invite codes" });
    await expect(codes.getByText("eve@example.com").first()).toBeVisible();
    await look(page, "admin-registration");
    await page.getByRole("button", { name: "Delete the invite for eve@example.com" }).first().click();
    await page.getByRole("button", { name: "Delete invite" }).click();
    await expect(page.getByText("The invite is deleted.")).toBeVisible();
  });

  expect(heard).toEqual([]);
});

test("the server’s limits, jobs, pools and audit", async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const heard = complaints(page);
  const account = {
    email: process.env.ADMIN_EMAIL ?? "admin@dupabase.local",
    password: process.env.ADMIN_PASSWORD ?? "admin-password-change-me",
  };
  expect((await page.request.post("/platform/auth/login", { data: account })).status()).toBe(200);
  await page.goto("/admin/users");

  await test.step("limits of an organisation", async () => {
    await go(page, "Administration", "Limits");
    await page
      .getByRole("button", { name: /^Limits of/ })
      .first()
      .click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Projects").fill("many");
    await dialog.getByRole("button", { name: "Save limits" }).click();
    await expect(dialog.getByLabel("Projects")).toHaveAttribute("aria-invalid", "true");
    await look(page, "admin-limits-dialog");
    await dialog.getByLabel("Projects").fill("50");
    await dialog.getByRole("button", { name: "Save limits" }).click();
    await expect(page.getByText("The limits are in force.")).toBeVisible();
    await look(page, "admin-limits");
  });

  await test.step("jobs, pools, instances, audit", async () => {
    await go(page, "Administration", "Jobs");
    await look(page, "admin-jobs");
    await go(page, "Administration", "Connection pools");
    await expect(page.getByRole("list", { name: "Instances" }).getByText("this one")).toBeVisible();
    await look(page, "admin-pools");
    await go(page, "Administration", "Audit log");
    await page.getByLabel("Action").selectOption("login");
    await expect(page.getByRole("list", { name: "Entries" }).getByText("Login").first()).toBeVisible();
    await look(page, "admin-audit");
  });

  expect(heard).toEqual([]);
});
