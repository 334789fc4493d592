const MAX_LENGTH = 100;

/// What is wrong with the name of a new project, if anything.
export function projectNameFault(name: string): string | undefined {
  const trimmed = name.trim();
  if (trimmed === "") return "Give the project a name.";
  if (trimmed.length > MAX_LENGTH) return `Use at most ${MAX_LENGTH} characters.`;
  return undefined;
}

/// Projects whose name, ref or database name contains the words somebody typed.
export function matchingProjects<P extends { name: string; ref: string; db_name: string }>(
  projects: readonly P[],
  search: string,
): readonly P[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return projects;
  return projects.filter(({ name, ref, db_name }) => {
    const text = `${name} ${ref} ${db_name}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
