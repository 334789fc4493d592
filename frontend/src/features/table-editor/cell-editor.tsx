import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { Cell } from "@/api/studio";
import type { CellEditor } from "@/components/data-grid/data-grid";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { newUuid } from "@/components/value-input";
import { cellText, readValue, type ValueKind } from "@/sql/value-kind";

interface CellEditorProps {
  editor: CellEditor;
  column: {
    name: string;
    type: string;
    nullable: boolean;
    kind: ValueKind;
    enum_values: readonly string[] | null;
  };
  value: Cell;
  onSave: (value: Cell) => void;
}

/// Edits one value in its place. Enter saves and goes down, Tab saves and goes right, Escape leaves it as it was.
export function CellEditorPanel({ editor, column, value, onSave }: CellEditorProps) {
  const before = cellText(value);
  const [text, setText] = useState(() => editor.typed ?? startText(column.kind, value));
  const [fault, setFault] = useState<string | null>(null);
  const panel = useRef<HTMLFieldSetElement>(null);
  const input = useRef<HTMLTextAreaElement & HTMLSelectElement>(null);
  const { name, kind } = column;

  useEffect(() => {
    const element = input.current;
    if (element === null) return;
    element.focus({ preventScroll: true });
    if (element instanceof HTMLTextAreaElement) {
      if (editor.typed === null) element.select();
      else element.setSelectionRange(element.value.length, element.value.length);
    }
  }, [editor.typed]);

  const save = (next: Cell, then?: "down" | "right" | "left"): void => {
    if (cellText(next) !== before || (next === null) !== (value === null)) onSave(next);
    editor.close(then);
  };

  const submit = (then?: "down" | "right" | "left"): void => {
    if (value !== null && text === startText(kind, value)) {
      editor.close(then);
      return;
    }
    if (value === null && text === "" && kind !== "text") {
      editor.close(then);
      return;
    }
    const read = readValue(kind, text);
    if ("fault" in read) setFault(read.fault);
    else save(read.value, then);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      editor.close();
    } else if (event.target instanceof HTMLButtonElement) {
      return;
    } else if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      submit("down");
    } else if (event.key === "Tab" && fault === null) {
      event.preventDefault();
      submit(event.shiftKey ? "left" : "right");
    }
  };

  const onBlur = (event: FocusEvent): void => {
    if (event.relatedTarget instanceof Node && panel.current?.contains(event.relatedTarget)) return;
    // Another window has the focus: the editor stays open.
    if (!document.hasFocus()) return;
    if (event.relatedTarget !== null) submit();
  };

  const choices =
    kind === "boolean" ? ["true", "false"] : kind === "enum" ? (column.enum_values ?? []) : null;
  const long = kind === "json" || kind === "array" || text.length > 40 || text.includes("\n");
  return (
    <fieldset
      ref={panel}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
      className={cn(
        "-m-px min-w-56 overflow-hidden rounded-lg border-2 border-accent bg-raised shadow-pop",
        long && "min-w-80",
      )}
    >
      <legend className="sr-only">{`Edit ${name}`}</legend>
      {choices === null ? (
        <textarea
          ref={input}
          aria-label={name}
          aria-invalid={fault !== null || undefined}
          value={text}
          rows={long ? Math.min(10, Math.max(3, text.split("\n").length + Math.floor(text.length / 50))) : 1}
          spellCheck={false}
          onChange={(event) => {
            setText(event.target.value);
            setFault(null);
          }}
          className="block w-full resize-none bg-transparent px-2 py-1.5 font-mono text-xs leading-5 outline-none"
        />
      ) : (
        <select
          ref={input}
          aria-label={name}
          value={text}
          onChange={(event) => {
            const read = readValue(kind, event.target.value);
            if ("value" in read) save(read.value);
          }}
          className="h-8 w-full bg-raised px-1.5 font-mono text-xs outline-none"
        >
          {!choices.includes(text) && <option value={text}>{value === null ? "NULL" : text}</option>}
          {choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      )}
      {fault !== null && (
        <p role="alert" className="bg-danger-soft px-2 py-1 text-danger text-xs">
          {fault}
        </p>
      )}
      <div className="flex items-center gap-1 border-t bg-canvas px-1 py-0.5">
        <span className="min-w-0 flex-1 truncate px-1 font-mono text-[0.6875rem] text-ink-faint">
          {column.type}
        </span>
        {kind === "uuid" && <Small onClick={() => setText(newUuid())}>Generate</Small>}
        {kind === "timestamp" && <Small onClick={() => setText(new Date().toISOString())}>Now</Small>}
        {kind === "json" && <Small onClick={() => setText(pretty(text))}>Format</Small>}
        {column.nullable && value !== null && <Small onClick={() => save(null)}>Set NULL</Small>}
        <Small onClick={() => submit()}>Save</Small>
      </div>
    </fieldset>
  );
}

function Small({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <Button look="ghost" size="sm" className="h-6 px-1.5 text-[0.6875rem]" onClick={onClick}>
      {children}
    </Button>
  );
}

function startText(kind: ValueKind, value: Cell): string {
  const text = cellText(value) ?? "";
  return kind === "json" && value !== null ? pretty(text) : text;
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
