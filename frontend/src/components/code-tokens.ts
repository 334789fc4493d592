export interface Token {
  kind: "plain" | "keyword" | "string" | "comment";
  text: string;
  /// Where the token starts.
  at: number;
}

const PATTERN =
  /(?<comment>(?:\/\/|# ).*$)|(?<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<keyword>(?<![.\w])(?:import|from|const|let|final|try|await|async|return|export|curl|npm|psql)\b)/gm;

/// Enough of JavaScript and shell to colour the snippets of the dashboard. Joined, the tokens are the code again.
export function tokens(code: string): Token[] {
  const found: Token[] = [];
  let done = 0;
  for (const match of code.matchAll(PATTERN)) {
    if (match.index > done) found.push({ kind: "plain", text: code.slice(done, match.index), at: done });
    const kind = match.groups?.comment ? "comment" : match.groups?.string ? "string" : "keyword";
    found.push({ kind, text: match[0], at: match.index });
    done = match.index + match[0].length;
  }
  if (done < code.length) found.push({ kind: "plain", text: code.slice(done), at: done });
  return found;
}
