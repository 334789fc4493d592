import { Fragment, type ReactNode } from "react";
import { type Token, tokens } from "./code-tokens";
import { CopyButton } from "./ui/copy-button";

const classes: Partial<Record<Token["kind"], string>> = {
  keyword: "token-keyword",
  string: "token-string",
  comment: "token-comment",
};

/// A piece of code to paste, coloured lightly.
export function CodeBlock({ code, what }: { code: string; what: string }) {
  return (
    <div className="group relative min-w-0 rounded-lg border bg-code">
      <section
        aria-label={what}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className="overflow-x-auto rounded-lg"
      >
        <pre className="w-fit min-w-full p-4 pr-12 font-mono text-[0.8125rem] leading-6">
          <code>{tokens(code).map(coloured)}</code>
        </pre>
      </section>
      <CopyButton value={code} what={what} className="absolute top-2 right-2 bg-code" />
    </div>
  );
}

function coloured({ kind, text, at }: Token): ReactNode {
  const className = classes[kind];
  if (className === undefined) return <Fragment key={at}>{text}</Fragment>;
  return (
    <span key={at} className={className}>
      {text}
    </span>
  );
}
