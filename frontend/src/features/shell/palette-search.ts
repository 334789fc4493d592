/// One thing the command palette can do or lead to.
export interface PaletteEntry {
  group: string;
  text: string;
  /// What also finds it, besides its text: a project's reference, say.
  words?: string[];
}

/// The entries that a search means, the best first; all of them, in their own order, where nothing is searched for.
/// Every word typed must occur. What begins with the search goes before what has a word that does, and that before
/// what contains it somewhere: so that Enter never leads to a project whose id happens to hold the letters typed.
export function search<E extends PaletteEntry>(entries: readonly E[], query: string): E[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...entries];
  return entries
    .map((entry) => ({ entry, rank: rank(entry, words) }))
    .filter(({ rank }) => rank > 0)
    .sort((one, other) => other.rank - one.rank)
    .map(({ entry }) => entry);
}

function rank({ text, words = [] }: PaletteEntry, searched: string[]): number {
  const shown = text.toLowerCase();
  if (shown.startsWith(searched.join(" "))) return 4;
  const known = [shown, ...words.map((word) => word.toLowerCase())];
  const ranks = searched.map((word) => Math.max(...known.map((text) => wordRank(text, word))));
  return Math.min(...ranks);
}

function wordRank(text: string, word: string): number {
  const at = text.indexOf(word);
  if (at < 0) return 0;
  return at === 0 || text.includes(` ${word}`) ? 2 : 1;
}
