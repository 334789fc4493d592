export interface Setting {
  name: string;
  label: string;
  note?: string;
  options?: readonly { value: string; text: string }[];
  /// The switch shows the opposite of the value.
  inverted?: boolean;
}

export interface Section {
  title: string;
  note: string;
  settings: readonly Setting[];
}

/// What most projects decide once; all the others are found by their names.
export const sections: readonly Section[] = [
  {
    title: "Sign-up",
    note: "Who may make an account, and by what.",
    settings: [
      { name: "DISABLE_SIGNUP", label: "New users may sign up", inverted: true },
      { name: "EXTERNAL_EMAIL_ENABLED", label: "By e-mail and password" },
      {
        name: "EXTERNAL_EMAIL_MAGIC_LINK_ENABLED",
        label: "By magic link",
        note: "A link or a code by mail, no password.",
      },
      {
        name: "EXTERNAL_PHONE_ENABLED",
        label: "By phone",
        note: "Needs a provider for messages, below under all settings.",
      },
      { name: "EXTERNAL_USERNAME_ENABLED", label: "By username", note: "Beside the e-mail address." },
      {
        name: "EXTERNAL_ANONYMOUS_USERS_ENABLED",
        label: "Anonymously",
        note: "Users without any data, who can add it later.",
      },
      {
        name: "MAILER_AUTOCONFIRM",
        label: "Confirm e-mail addresses automatically",
        note: "No mail is sent; anybody may claim any address.",
      },
      { name: "SECURITY_MANUAL_LINKING_ENABLED", label: "Users may link identities by themselves" },
    ],
  },
  {
    title: "Addresses",
    note: "Where links in mails and sign-ins at providers may lead.",
    settings: [
      { name: "SITE_URL", label: "Site URL", note: "Of your app. Empty: the address of this server." },
      {
        name: "URI_ALLOW_LIST",
        label: "Redirect addresses",
        note: "One a line; * and ** stand for a part of the path, as in https://*.example.com/**.",
      },
    ],
  },
  {
    title: "Passwords",
    note: "What a new password must be like.",
    settings: [
      { name: "PASSWORD_MIN_LENGTH", label: "Shortest password", note: "From 6 to 72." },
      {
        name: "PASSWORD_REQUIRED_CHARACTERS",
        label: "Required characters",
        options: [
          { value: "", text: "Any" },
          {
            value: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ:0123456789",
            text: "Letters and digits",
          },
          {
            value: "abcdefghijklmnopqrstuvwxyz:ABCDEFGHIJKLMNOPQRSTUVWXYZ:0123456789",
            text: "Lower and upper case letters, digits",
          },
        ],
      },
      {
        name: "PASSWORD_HIBP_ENABLED",
        label: "Refuse leaked passwords",
        note: "Asks Have I Been Pwned with five digits of a hash.",
      },
      {
        name: "SECURITY_UPDATE_PASSWORD_REQUIRE_REAUTHENTICATION",
        label: "A change needs a fresh sign-in or a code",
      },
      {
        name: "SECURITY_UPDATE_PASSWORD_REQUIRE_CURRENT_PASSWORD",
        label: "A change needs the current password",
      },
    ],
  },
  {
    title: "Sessions",
    note: "How long somebody stays signed in. Durations like 24h or 30m; 0s means for ever.",
    settings: [
      {
        name: "JWT_EXP",
        label: "Access token, in seconds",
        note: "It is refreshed without the user’s doing.",
      },
      { name: "SESSIONS_TIMEBOX", label: "Longest session" },
      { name: "SESSIONS_INACTIVITY_TIMEOUT", label: "Ends when unused for" },
      {
        name: "SESSIONS_SINGLE_PER_USER",
        label: "One session a user",
        note: "A new sign-in ends the ones before.",
      },
    ],
  },
  {
    title: "Second factors and passkeys",
    note: "What users may add to their password.",
    settings: [
      { name: "MFA_TOTP_ENROLL_ENABLED", label: "Authenticator apps" },
      { name: "MFA_PHONE_ENROLL_ENABLED", label: "Codes by phone" },
      { name: "MFA_WEB_AUTHN_ENROLL_ENABLED", label: "Security keys" },
      { name: "MFA_RECOVERY_CODES_ENROLL_ENABLED", label: "Recovery codes" },
      { name: "PASSKEY_ENABLED", label: "Passkeys", note: "Sign-in without any password." },
    ],
  },
  {
    title: "Captcha",
    note: "Keeps programs from signing up.",
    settings: [
      { name: "SECURITY_CAPTCHA_ENABLED", label: "Ask for a captcha" },
      {
        name: "SECURITY_CAPTCHA_PROVIDER",
        label: "Provider",
        options: [
          { value: "hcaptcha", text: "hCaptcha" },
          { value: "turnstile", text: "Cloudflare Turnstile" },
        ],
      },
      { name: "SECURITY_CAPTCHA_SECRET", label: "Secret" },
    ],
  },
  {
    title: "Mail server",
    note: "Without one of its own, the project uses this server’s; without that, mails wait in the mailbox.",
    settings: [
      { name: "SMTP_HOST", label: "Host" },
      { name: "SMTP_PORT", label: "Port" },
      { name: "SMTP_USER", label: "User" },
      { name: "SMTP_PASS", label: "Password" },
      { name: "SMTP_ADMIN_EMAIL", label: "Sender’s address" },
      { name: "SMTP_SENDER_NAME", label: "Sender’s name" },
      { name: "RATE_LIMIT_EMAIL_SENT", label: "Most mails an hour", note: "Empty: the default." },
    ],
  },
];

/// Those that have pages of their own.
const ELSEWHERE = /^(?:HOOK_|MAILER_(?:SUBJECTS|TEMPLATES)_)/;

/// The settings that no section shows, in the order of their names.
export function otherSettings(names: readonly string[], providerNames: readonly string[]): Setting[] {
  const shown = new Set(sections.flatMap(({ settings }) => settings.map(({ name }) => name)));
  const ofProviders = providerNames.map((provider) => `EXTERNAL_${provider}_`);
  return names
    .filter(
      (name) =>
        !shown.has(name) && !ELSEWHERE.test(name) && !ofProviders.some((start) => name.startsWith(start)),
    )
    .sort()
    .map((name) => ({ name, label: name }));
}
