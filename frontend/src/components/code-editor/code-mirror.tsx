import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { PostgreSQL, type SQLNamespace, sql } from "@codemirror/lang-sql";
import { bracketMatching, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, type Extension, Prec } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  placeholder,
} from "@codemirror/view";
import { useEffect, useImperativeHandle, useRef } from "react";
import type { Catalog } from "@/api/studio";
import type { CodeEditorProps } from "./code-editor";
import { highlighting, theme } from "./code-theme";

/// The editor lives in a shadow tree: there CodeMirror adopts its style sheets instead of adding a style element, which
/// our content security policy would refuse.
export default function CodeMirror(props: CodeEditorProps) {
  const { label, readOnly = false, catalog, fault, ref, className } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const language = useRef(new Compartment());
  const latest = useRef(props);
  latest.current = props;

  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; what changes later is told to it below.
  useEffect(() => {
    if (host.current === null) return;
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: "open" });
    const editor = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: props.text,
        extensions: [
          ...setup(label, readOnly),
          language.current.of(languageOf(props.language ?? "sql", catalog)),
          props.placeholder === undefined ? [] : placeholder(props.placeholder),
          Prec.highest(
            keymap.of([
              {
                key: "Mod-Enter",
                run: () => {
                  if (latest.current.onRun === undefined) return false;
                  latest.current.onRun();
                  return true;
                },
              },
            ]),
          ),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange?.(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    if (props.autoFocus) editor.focus();
    return () => {
      editor.destroy();
      view.current = null;
    };
  }, []);

  useEffect(() => {
    view.current?.dispatch({
      effects: language.current.reconfigure(languageOf(props.language ?? "sql", catalog)),
    });
  }, [props.language, catalog]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null) return;
    editor.dispatch(setDiagnostics(editor.state, fault == null ? [] : [diagnostic(editor.state, fault)]));
    if (fault != null)
      editor.dispatch({ effects: EditorView.scrollIntoView(clampTo(editor.state, fault.at)) });
  }, [fault]);

  useImperativeHandle(ref, () => ({
    chosen: () => {
      const state = view.current?.state;
      if (state === undefined) return { text: latest.current.text, from: 0 };
      const { from, empty, to } = state.selection.main;
      return empty ? { text: state.doc.toString(), from: 0 } : { text: state.sliceDoc(from, to), from };
    },
    replace: (text) => {
      const editor = view.current;
      editor?.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
    },
    insert: (text) => {
      const editor = view.current;
      editor?.dispatch(editor.state.replaceSelection(text));
      editor?.focus();
    },
    focus: () => view.current?.focus(),
  }));

  return <div ref={host} className={className} />;
}

function setup(label: string, readOnly: boolean): Extension[] {
  return [
    lineNumbers(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    indentOnInput(),
    syntaxHighlighting(highlighting),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ icons: false }),
    readOnly ? [] : highlightActiveLine(),
    highlightSelectionMatches(),
    search({ top: true }),
    EditorView.lineWrapping,
    EditorState.readOnly.of(readOnly),
    EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false" }),
    // Escape and then Tab leaves the editor: CodeMirror's own way out for the keyboard.
    keymap.of([
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...defaultKeymap,
      ...(readOnly ? [] : [indentWithTab]),
    ]),
    theme,
  ];
}

function languageOf(language: "sql" | "text", catalog: Catalog | undefined): Extension {
  if (language === "text") return [];
  return sql({ dialect: PostgreSQL, schema: namespaceOf(catalog), defaultSchema: "public" });
}

function namespaceOf(catalog: Catalog | undefined): SQLNamespace {
  const schemas: Record<string, Record<string, string[]>> = {};
  for (const { schema, name, columns } of catalog?.tables ?? []) {
    schemas[schema] ??= {};
    schemas[schema][name] = columns.map((column) => column.name);
  }
  return schemas;
}

function diagnostic(state: EditorState, { at, message }: { at: number; message: string }) {
  const from = clampTo(state, at);
  const word = /^\w+/.exec(state.sliceDoc(from, from + 60))?.[0].length ?? 1;
  return { from, to: Math.min(state.doc.length, from + word), severity: "error" as const, message };
}

function clampTo(state: EditorState, at: number): number {
  return Math.max(0, Math.min(at, state.doc.length));
}
