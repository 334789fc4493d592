/// One text out of the query of an address; nothing where it is absent or something else. The router reads `?q=12` as
/// a number.
export function textParam<const Name extends string>(
  name: Name,
  search: Record<string, unknown>,
): { [key in Name]?: string } {
  const value = search[name];
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && text !== "" ? ({ [name]: text } as { [key in Name]: string }) : {};
}

/// The page of a list out of the query of an address; nothing for the first.
export function pageParam(search: Record<string, unknown>): { page?: number } {
  const page = search.page;
  return typeof page === "number" && Number.isInteger(page) && page > 1 ? { page } : {};
}
