import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { type DragEvent, useMemo, useState } from "react";
import { type CatalogTable, catalogQuery, importCsv, rowsKey } from "@/api/studio";
import { Refusal } from "@/components/form";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { FormPanel } from "@/components/ui/form-panel";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { counted } from "./compact";
import {
  checkRows,
  type Draft,
  located,
  type Mapping,
  mappedCsv,
  readDraft,
  startMapping,
} from "./csv-mapping";

const LARGEST = 20 * 1024 * 1024;

interface CsvPanelProps {
  projectId: string;
  table: CatalogTable;
  onClose: () => void;
}

/// Rows out of a CSV: a file or pasted, its columns put where they belong, looked through before anything is written.
export function CsvPanel({ projectId, table, onClose }: CsvPanelProps) {
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<Draft | null>(null);
  const [mapping, setMapping] = useState<Mapping>([]);
  const [refused, setRefused] = useState<string | null>(null);
  const faults = useMemo(
    () => (draft === null ? [] : checkRows(draft, mapping, table.columns)),
    [draft, mapping, table.columns],
  );
  const insert = useMutation({
    mutationFn: (csv: string) => importCsv(projectId, table, csv),
    onSuccess: ({ inserted }) => {
      void queryClient.invalidateQueries({ queryKey: rowsKey(projectId, table) });
      void queryClient.invalidateQueries(catalogQuery(projectId));
      toast(`${counted(inserted)} ${inserted === 1 ? "row is" : "rows are"} inserted.`);
      onClose();
    },
  });

  const take = (text: string): void => {
    const read = readDraft(text);
    if (read.rows.length === 0) {
      setRefused("There must be a first line with the columns’ names, and at least one row.");
      return;
    }
    setRefused(null);
    insert.reset();
    setDraft(read);
    setMapping(startMapping(read.header, table.columns));
  };
  const takeFile = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    if (file.size > LARGEST) {
      setRefused("This file is over 20 MB: bring it in with psql’s \\copy, which takes any size.");
      return;
    }
    take(await file.text());
  };

  return (
    <FormPanel
      title={`Import CSV into ${table.name}`}
      description="All rows or none: one that the database refuses stops them all."
      width="lg"
      onClose={onClose}
      footer={
        <>
          {draft !== null && (
            <Button className="mr-auto" onClick={() => setDraft(null)}>
              Choose another
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            busy={insert.isPending}
            disabled={draft === null || faults.length > 0 || mapping.every((name) => name === null)}
            onClick={() => draft !== null && insert.mutate(mappedCsv(draft, mapping))}
          >
            {draft === null ? "Import" : `Import ${counted(draft.rows.length)} rows`}
          </Button>
        </>
      }
    >
      <div className="grid gap-5">
        {refused !== null && <Callout tone="danger">{refused}</Callout>}
        {draft === null ? (
          <Source onFile={takeFile} onText={take} />
        ) : (
          <>
            <Refusal error={insert.error === null ? null : new Error(located(insert.error.message, draft))} />
            {faults.length > 0 && (
              <Callout tone="danger">
                <p className="font-medium">
                  {faults.length >= 100
                    ? "More than 100 things"
                    : faults.length === 1
                      ? "One thing"
                      : `${faults.length} things`}{" "}
                  to mend first:
                </p>
                <ul aria-label="Faults" className="mt-1 grid max-h-40 gap-0.5 overflow-y-auto">
                  {faults.map(({ line, message }) => (
                    <li key={`${line} ${message}`}>
                      Line {line}: {message}
                    </li>
                  ))}
                </ul>
              </Callout>
            )}
            <MappingFields draft={draft} mapping={mapping} table={table} onChange={setMapping} />
            <Preview draft={draft} mapping={mapping} />
          </>
        )}
      </div>
    </FormPanel>
  );
}

function Source({
  onFile,
  onText,
}: {
  onFile: (file: File | undefined) => void;
  onText: (text: string) => void;
}) {
  const [over, setOver] = useState(false);
  const [text, setText] = useState("");
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    onFile(event.dataTransfer.files[0]);
  };
  return (
    <>
      <label
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        className={cn(
          "grid cursor-pointer justify-items-center gap-2 rounded-xl border border-dashed px-6 py-10 text-center transition-colors hover:border-line-strong hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-accent",
          over && "border-accent bg-accent-soft",
        )}
      >
        <FileUp className="size-6 text-accent-text" aria-hidden="true" />
        <span className="font-medium text-[0.8125rem]">Drop a CSV file here, or choose one</span>
        <span className="text-ink-faint text-xs">
          Commas, semicolons or tabs; the first line names the columns.
        </span>
        <input
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          className="sr-only"
          onChange={(event) => onFile(event.target.files?.[0])}
        />
      </label>
      <Field label="Or paste it">
        {(control) => (
          <Textarea
            {...control}
            value={text}
            rows={6}
            spellCheck={false}
            placeholder={"name,price\nLamp,19.90"}
            className="font-mono text-xs"
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Button className="justify-self-start" disabled={text.trim() === ""} onClick={() => onText(text)}>
        Look at it
      </Button>
    </>
  );
}

interface MappingFieldsProps {
  draft: Draft;
  mapping: Mapping;
  table: CatalogTable;
  onChange: (mapping: Mapping) => void;
}

function MappingFields({ draft, mapping, table, onChange }: MappingFieldsProps) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium text-[0.8125rem]">Which column goes where</legend>
      {draft.header.map((name, at) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a file may have two columns of one name.
          key={at}
          className="grid grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-center gap-3"
        >
          <span className="truncate font-mono text-xs" title={name}>
            {name === "" ? "(no name)" : name}
          </span>
          <span className="text-ink-faint" aria-hidden="true">
            →
          </span>
          <Select
            aria-label={`Column for ${name}`}
            value={mapping[at] ?? ""}
            onChange={(event) =>
              onChange(mapping.with(at, event.target.value === "" ? null : event.target.value))
            }
          >
            <option value="">leave out</option>
            {table.columns
              .filter((column) => !column.is_generated)
              .map((column) => (
                <option
                  key={column.name}
                  disabled={mapping.some((one, other) => one === column.name && other !== at)}
                >
                  {column.name}
                </option>
              ))}
          </Select>
        </div>
      ))}
    </fieldset>
  );
}

function Preview({ draft, mapping }: { draft: Draft; mapping: Mapping }) {
  const places = mapping.flatMap((name, at) => (name === null ? [] : [{ name, at }]));
  return (
    <section
      aria-label="Preview"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className="overflow-x-auto rounded-lg border"
    >
      <table className="w-full border-collapse text-left font-mono text-xs">
        <thead>
          <tr className="bg-canvas">
            <th scope="col" className="px-2.5 py-1.5 font-medium text-ink-faint">
              Line
            </th>
            {places.map(({ name }) => (
              <th key={name} scope="col" className="px-2.5 py-1.5 font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {draft.rows.slice(0, 8).map(({ line, values }) => (
            <tr key={line} className="border-t">
              <td className="px-2.5 py-1.5 text-ink-faint tabular-nums">{line}</td>
              {places.map(({ name, at }) => (
                <td key={name} className="max-w-56 truncate px-2.5 py-1.5">
                  {values[at] ?? <span className="text-ink-faint">NULL</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
