import { Fragment, type ReactNode } from "react";
import { type Token, tokens } from "./code-tokens";
import { CopyButton } from "./ui/copy-button";

const classes: Partial<Record<Token["kind"], string>> = {
  keyword: "token-keyword",
  string: "token-string",
  comment: "token-comment",
};

interface CodeBlockProps {
  code: string;
  what: string;
  copyable?: boolean;
}

/// A piece of code to paste, coloured lightly.
export function CodeBlock({ code, what, copyable = true }: CodeBlockProps) {
  return (
    <div className="flex min-w-0 rounded-lg border bg-code">
      <section
        aria-label={what}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className="min-w-0 flex-1 overflow-x-auto rounded-lg"
      >
        <pre className="w-fit min-w-full p-4 font-mono text-[0.8125rem] leading-6">
          <code>{tokens(code).map(coloured)}</code>
        </pre>
      </section>
      {copyable && <CopyButton value={code} what={what} className="m-2 ml-0" />}
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
