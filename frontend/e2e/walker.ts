import { type APIRequestContext, type Browser, expect, type Page } from "@playwright/test";
import { barriers } from "./accessibility";
import { capture, overflow } from "./screenshots";

export const PASSWORD = "correct horse battery";

/// What the browser complains about: faults of scripts and breaches of the content security policy.
export function complaints(page: Page): string[] {
  const heard: string[] = [];
  page.on("pageerror", (error) => heard.push(error.message));
  page.on("console", (message) => {
    const expected = message.text().startsWith("Failed to load resource");
    // Screenshots and checks put styles and scripts into every frame; that of a mail forbids both.
    const byTools = /Applying inline style|execution in 'about:srcdoc'/.test(message.text());
    if (message.type() === "error" && !expected && !byTools) heard.push(message.text());
  });
  return heard;
}

/// Takes pictures, and sees that the page fits a phone and keeps nobody out.
export async function look(page: Page, name: string): Promise<void> {
  await capture(page, name);
  expect(await overflow(page), `${name} fits a phone`).toBeLessThanOrEqual(0);
  expect(await barriers(page), `${name} is for everybody`).toEqual([]);
}

/// What the button “Copy …” puts on the clipboard; the browser takes its time to put it there.
export async function copied(page: Page, what: string): Promise<string> {
  const nothing = "nothing copied yet";
  await page.evaluate((text) => navigator.clipboard.writeText(text), nothing);
  await page.getByRole("button", { name: `Copy ${what}`, exact: true }).click();
  const read = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(read).not.toBe(nothing);
  return read();
}

/// A page whose account is registered and signed in.
export async function newcomer(browser: Browser, name: string): Promise<{ page: Page; email: string }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const email = `${name}.${Date.now()}@example.com`;
  const answer = await page.request.post("/platform/auth/register", {
    data: { email, password: PASSWORD, display_name: name },
  });
  expect(answer.status()).toBe(201);
  return { page, email };
}

/// Calls the platform API as the account of a page, as the dashboard does.
export async function call<Answer>(
  page: Page,
  method: string,
  path: string,
  data?: unknown,
): Promise<Answer> {
  const cookies = await page.context().cookies();
  const csrf = cookies.find(({ name }) => name === "dupabase_csrf")?.value ?? "";
  const request: APIRequestContext = page.request;
  const answer = await request.fetch(path, {
    method,
    headers: { "X-CSRF-Token": csrf },
    ...(data === undefined ? {} : { data }),
  });
  expect(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
  return (await answer.json()) as Answer;
}
