/// The mails a project sends, with what their templates may say.
export interface MailTemplate {
  kind: string;
  title: string;
  note: string;
  subject: string;
  body: string;
}

const link = (title: string, text: string, action: string): string => `<h2>${title}</h2>

<p>${text}</p>

<p><a href="{{ .ConfirmationURL }}">${action}</a></p>

<p>Or enter the code: {{ .Token }}</p>`;

const notice = (title: string, text: string): string => `<h2>${title}</h2>

<p>${text}</p>

<p>If it was not you, please tell us at once.</p>`;

export const mailTemplates: readonly MailTemplate[] = [
  {
    kind: "CONFIRMATION",
    title: "Confirm sign-up",
    note: "After somebody has signed up.",
    subject: "Confirm your e-mail address",
    body: link(
      "Confirm your address",
      "Follow this link to confirm your e-mail address:",
      "Confirm my address",
    ),
  },
  {
    kind: "INVITE",
    title: "Invite",
    note: "When you invite a user.",
    subject: "You are invited",
    body: link(
      "You are invited",
      "You have been invited to create an account on {{ .SiteURL }}.",
      "Accept the invite",
    ),
  },
  {
    kind: "MAGIC_LINK",
    title: "Magic link",
    note: "For signing in without a password.",
    subject: "Your link to sign in",
    body: link("Sign in", "Follow this link to sign in. It works once.", "Sign in"),
  },
  {
    kind: "RECOVERY",
    title: "Reset password",
    note: "When somebody forgot their password.",
    subject: "Reset your password",
    body: link("Reset your password", "Follow this link to choose a new password:", "Choose a new password"),
  },
  {
    kind: "EMAIL_CHANGE",
    title: "Change of address",
    note: "To the old and the new address.",
    subject: "Confirm your new e-mail address",
    body: link(
      "Confirm the change",
      "Your address is to be changed from {{ .Email }} to {{ .NewEmail }}.",
      "Confirm the change",
    ),
  },
  {
    kind: "REAUTHENTICATION",
    title: "Code for a delicate change",
    note: "Before a password is changed, where that is wanted.",
    subject: "Your code",
    body: `<h2>Is it you?</h2>

<p>Enter this code: {{ .Token }}</p>`,
  },
  {
    kind: "PASSWORD_CHANGED_NOTIFICATION",
    title: "Password changed",
    note: "A notice, off unless switched on.",
    subject: "Your password was changed",
    body: notice("Your password was changed", "The password of {{ .Email }} was changed just now."),
  },
  {
    kind: "EMAIL_CHANGED_NOTIFICATION",
    title: "Address changed",
    note: "A notice, off unless switched on.",
    subject: "Your e-mail address was changed",
    body: notice("Your address was changed", "Your account has a new e-mail address: {{ .Email }}."),
  },
];

export const variables: readonly { name: string; note: string; sample: string }[] = [
  {
    name: ".ConfirmationURL",
    note: "the link that does it",
    sample: "https://example.com/auth/v1/verify?token=…",
  },
  { name: ".Token", note: "the code of six digits", sample: "482910" },
  { name: ".TokenHash", note: "for links of your own", sample: "pkce_5f1d…" },
  { name: ".SiteURL", note: "the address of your app", sample: "https://example.com" },
  { name: ".RedirectTo", note: "where the app asked to go", sample: "https://example.com/welcome" },
  { name: ".Email", note: "the user’s address", sample: "ann@example.com" },
  { name: ".NewEmail", note: "the new one, in a change", sample: "ann.new@example.com" },
  { name: ".Data", note: "the user’s metadata", sample: "map[name:Ann]" },
];

/// A template filled with samples, near enough to what is sent: conditions are left as they are.
export function filled(template: string): string {
  return template.replace(/\{\{\s*(\.\w+)\s*\}\}/g, (whole, name: string) => {
    return variables.find((variable) => variable.name === name)?.sample ?? whole;
  });
}

/// The settings that hold a template.
export function namesOf(kind: string): { subject: string; body: string; enabled: string | null } {
  const notification = /^(.+)_NOTIFICATION$/.exec(kind)?.[1];
  return {
    subject: `MAILER_SUBJECTS_${kind}`,
    body: `MAILER_TEMPLATES_${kind}`,
    enabled: notification === undefined ? null : `MAILER_NOTIFICATIONS_${notification}_ENABLED`,
  };
}
