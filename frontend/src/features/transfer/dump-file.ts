const ENDINGS = [".sql", ".dump", ".backup", ".tar", ".gz", ".zip"];

/// What is wrong with a file somebody chose, as far as its name tells.
export function fileFault({ name, size }: Pick<File, "name" | "size">): string | undefined {
  if (size === 0) return `${name} is empty.`;
  const known = ENDINGS.some((ending) => name.toLowerCase().endsWith(ending));
  return known ? undefined : `${name} is no dump: its name ends in none of ${ENDINGS.join(", ")}.`;
}
