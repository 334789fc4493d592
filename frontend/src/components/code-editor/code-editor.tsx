import { lazy, type Ref, Suspense } from "react";
import type { Catalog } from "@/api/studio";

/// What the page may ask of an editor that is open.
export interface CodeEditorHandle {
  /// What would be run: the selection, or else everything; and where it begins in the text.
  chosen: () => { text: string; from: number };
  replace: (text: string) => void;
  insert: (text: string) => void;
  focus: () => void;
}

export interface CodeEditorProps {
  label: string;
  /// The text to begin with; from then on the editor has it and tells of each change. A new `key` begins anew.
  text: string;
  language?: "sql" | "text";
  readOnly?: boolean;
  autoFocus?: boolean;
  placeholder?: string;
  /// Whose tables and columns are offered while typing.
  catalog?: Catalog | undefined;
  fault?: { at: number; message: string } | null;
  onChange?: (text: string) => void;
  /// Ctrl/Cmd-Enter.
  onRun?: () => void;
  ref?: Ref<CodeEditorHandle>;
  className?: string;
}

const CodeMirror = lazy(() => import("./code-mirror"));

/// CodeMirror, which comes in a file of its own when it is first needed.
export function CodeEditor(props: CodeEditorProps) {
  return (
    <Suspense
      fallback={
        <div role="status" aria-label="Loading the editor" className={props.className}>
          <pre className="overflow-hidden p-3 font-mono text-[0.8125rem] text-ink-faint leading-6">
            {props.text}
          </pre>
        </div>
      }
    >
      <CodeMirror {...props} />
    </Suspense>
  );
}
