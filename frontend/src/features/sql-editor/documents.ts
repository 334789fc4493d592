/// A query that is being written. It is kept in this browser with every keystroke, so that no text is ever lost.
export interface Document {
  id: string;
  name: string;
  text: string;
  /// The saved query it came from, with what is saved.
  saved: { id: string; text: string } | null;
}

export interface Desk {
  documents: readonly Document[];
  active: string;
}

export interface Past {
  at: string;
  query: string;
  milliseconds: number | null;
  failed: boolean;
}

const MOST_PAST = 100;
const LONGEST_PAST = 20_000;

export function newDocument(id: string, others: readonly Document[], text = ""): Document {
  const taken = new Set(others.map(({ name }) => name));
  let number = others.length + 1;
  while (taken.has(`Query ${number}`)) number++;
  return { id, name: `Query ${number}`, text, saved: null };
}

export function opened(desk: Desk, document: Document): Desk {
  const known = desk.documents.find((one) => one.saved !== null && one.saved.id === document.saved?.id);
  if (known !== undefined) return { ...desk, active: known.id };
  // An untouched empty one makes room.
  const kept = desk.documents.filter(({ text, saved }) => text.trim() !== "" || saved !== null);
  return { documents: [...kept, document], active: document.id };
}

/// Without a document; where none is left, `fresh` takes its place.
export function closed(desk: Desk, id: string, fresh: Document): Desk {
  const at = desk.documents.findIndex((document) => document.id === id);
  const documents = desk.documents.filter((document) => document.id !== id);
  if (documents.length === 0) return { documents: [fresh], active: fresh.id };
  const next = documents[Math.min(Math.max(0, at), documents.length - 1)] ?? fresh;
  return { documents, active: desk.active === id ? next.id : desk.active };
}

export function changed(desk: Desk, id: string, change: Partial<Document>): Desk {
  return {
    ...desk,
    documents: desk.documents.map((document) => (document.id === id ? { ...document, ...change } : document)),
  };
}

/// Whether closing it would lose text that stands nowhere else.
export function unsaved({ text, saved }: Document): boolean {
  return saved === null ? text.trim() !== "" : text !== saved.text;
}

export function remembered(past: readonly Past[], one: Past): readonly Past[] {
  if (one.query.length > LONGEST_PAST) return past;
  return [one, ...past.filter(({ query }) => query !== one.query)].slice(0, MOST_PAST);
}

export function readDesk(kept: string | null, fresh: Document): Desk {
  const desk = objectOf(kept);
  const documents = (Array.isArray(desk.documents) ? desk.documents : []).filter(isDocument);
  const first = documents[0];
  if (first === undefined) return { documents: [fresh], active: fresh.id };
  return {
    documents,
    active: documents.some(({ id }) => id === desk.active) ? String(desk.active) : first.id,
  };
}

export function readPast(kept: string | null): readonly Past[] {
  const { past } = objectOf(kept);
  return (Array.isArray(past) ? past : []).filter(
    (one): one is Past => typeof one?.query === "string" && typeof one?.at === "string",
  );
}

function objectOf(json: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json ?? "{}");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function isDocument(value: unknown): value is Document {
  if (typeof value !== "object" || value === null) return false;
  const { id, name, text } = value as Record<string, unknown>;
  return typeof id === "string" && typeof name === "string" && typeof text === "string";
}
