const PATTERN = /^[a-z][a-z0-9-]{1,48}[a-z0-9]$/;

/// A slug made from a name: what is no letter or digit becomes a hyphen.
export function slugOf(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "")
    .slice(0, 50)
    .replace(/-+$/, "");
}

export function slugFault(slug: string): string | undefined {
  if (slug === "") return "Give it a slug.";
  if (slug.startsWith("personal-"))
    return "Slugs that begin with personal- are kept for personal organisations.";
  return PATTERN.test(slug)
    ? undefined
    : "Use 3 to 50 lower-case letters, digits and hyphens; begin with a letter.";
}

export function organisationNameFault(name: string): string | undefined {
  if (name.trim() === "") return "Give the organisation a name.";
  return name.trim().length > 100 ? "Use at most 100 characters." : undefined;
}
