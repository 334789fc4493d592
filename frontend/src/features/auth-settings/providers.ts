import type { Config } from "./config";

const TITLES: Readonly<Record<string, string>> = {
  GITHUB: "GitHub",
  GITLAB: "GitLab",
  LINKEDIN: "LinkedIn (old)",
  LINKEDIN_OIDC: "LinkedIn",
  SLACK: "Slack (old)",
  SLACK_OIDC: "Slack",
  WORKOS: "WorkOS",
  TWITTER: "Twitter (OAuth 1)",
  X: "X",
  FLY: "Fly.io",
  VERCEL_MARKETPLACE: "Vercel Marketplace",
};

/// What people sign in with most; the rest follows in the order of the names.
const FIRST = ["GOOGLE", "APPLE", "GITHUB", "AZURE", "FACEBOOK", "DISCORD"];

export function providerTitle(provider: string): string {
  return TITLES[provider] ?? provider.charAt(0) + provider.slice(1).toLowerCase();
}

/// Providers that this server knows: those that have a client id.
export function providersOf(config: Config): string[] {
  const found = Object.keys(config)
    .map((name) => /^EXTERNAL_(.+)_CLIENT_ID$/.exec(name)?.[1])
    .filter((name): name is string => name !== undefined);
  const place = (name: string): number => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
  return found.sort((one, other) => place(one) - place(other) || one.localeCompare(other));
}

/// The settings of a provider, those that all need first.
export function providerSettings(
  config: Config,
  provider: string,
): { name: string; label: string; note?: string }[] {
  const start = `EXTERNAL_${provider}_`;
  const known: Readonly<Record<string, { label: string; note?: string }>> = {
    ENABLED: { label: "Users may sign in with it" },
    CLIENT_ID: { label: "Client id", note: "One a line, where your apps have several." },
    SECRET: { label: "Client secret" },
    URL: { label: "Address of your own server", note: "For GitLab, Keycloak or Azure of your own." },
    API_URL: { label: "Address of its API" },
    REDIRECT_URI: { label: "Callback address", note: "Empty: the one shown above." },
    SKIP_NONCE_CHECK: { label: "No nonce", note: "For native sign-in on iOS, where none can be given." },
    EMAIL_OPTIONAL: { label: "Users without an e-mail address may sign in" },
  };
  const order = Object.keys(known);
  return Object.keys(config)
    .filter((name) => name.startsWith(start) && order.includes(name.slice(start.length)))
    .sort((one, other) => order.indexOf(one.slice(start.length)) - order.indexOf(other.slice(start.length)))
    .map((name) => ({ name, label: name, ...known[name.slice(start.length)] }));
}
