/// bcrypt reads no more than this.
const MAX_PASSWORD_BYTES = 72;
const MIN_PASSWORD_LENGTH = 8;

/// What is wrong with a new password of a platform account, if anything.
export function passwordFault(password: string): string | undefined {
  if (password === "") return "Choose a password.";
  if (password.length < MIN_PASSWORD_LENGTH) return `Use at least ${MIN_PASSWORD_LENGTH} characters.`;
  if (new TextEncoder().encode(password).length > MAX_PASSWORD_BYTES) {
    return `Use at most ${MAX_PASSWORD_BYTES} bytes (letters with accents count double).`;
  }
  return undefined;
}

export function emailFault(email: string): string | undefined {
  if (email.trim() === "") return "Enter your e-mail address.";
  if (!/^[^\s@]+@[^\s@]+$/.test(email.trim())) return "This does not look like an e-mail address.";
  return undefined;
}

/// The faults that there are, out of one check a field.
export function faultsOf<Name extends string>(
  checks: Record<Name, string | undefined>,
): Partial<Record<Name, string>> {
  const faults: Partial<Record<Name, string>> = {};
  for (const name in checks) {
    const fault = checks[name];
    if (fault !== undefined) faults[name] = fault;
  }
  return faults;
}
