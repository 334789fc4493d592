import { FileUp, X } from "lucide-react";
import { type DragEvent, useEffect, useRef, useState } from "react";
import type { DumpAnalysis } from "@/api/types";
import { upload } from "@/api/upload";
import { Refusal } from "@/components/form";
import { byteSize } from "@/components/numbers";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Progress } from "@/components/ui/progress";
import { fileFault } from "./dump-file";

interface FileStepProps {
  projectId: string;
  onAnalysed: (analysis: DumpAnalysis, file: File) => void;
}

export function FileStep({ projectId, onAnalysed }: FileStepProps) {
  const input = useRef<HTMLInputElement>(null);
  const sending = useRef<AbortController | null>(null);
  const [over, setOver] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const [percent, setPercent] = useState(0);
  const [failure, setFailure] = useState<Error | null>(null);

  useEffect(() => () => sending.current?.abort(), []);

  const send = async (chosen: File): Promise<void> => {
    const fault = fileFault(chosen);
    if (fault !== undefined) {
      setFailure(new Error(fault));
      return;
    }
    const controller = new AbortController();
    sending.current = controller;
    setFailure(null);
    setPercent(0);
    setFile(chosen);
    const body = new FormData();
    body.append("file", chosen);
    try {
      const analysis = await upload<DumpAnalysis>({
        path: `/platform/projects/${projectId}/import/analyze`,
        body,
        signal: controller.signal,
        onProgress: setPercent,
      });
      onAnalysed(analysis, chosen);
    } catch (problem) {
      if (!controller.signal.aborted)
        setFailure(problem instanceof Error ? problem : new Error(String(problem)));
      setFile(null);
    }
  };

  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const dropped = event.dataTransfer.files[0];
    if (dropped !== undefined) void send(dropped);
  };

  if (file !== null) {
    return (
      <div className="grid gap-3 rounded-xl border p-5">
        <div className="flex items-center gap-3">
          <FileUp className="size-5 shrink-0 text-accent-text" aria-hidden="true" />
          <p className="min-w-0 flex-1 truncate font-medium text-[0.8125rem]">{file.name}</p>
          <span className="text-ink-faint text-xs">{byteSize(file.size)}</span>
          <Button
            look="ghost"
            size="icon"
            aria-label="Cancel upload"
            onClick={() => {
              sending.current?.abort();
              setFile(null);
            }}
          >
            <X aria-hidden="true" />
          </Button>
        </div>
        <Progress label={`Sending ${file.name}`} percent={percent >= 100 ? null : percent} />
        <p className="text-ink-faint text-xs" role="status">
          {percent >= 100 ? "Looking what is in it…" : `${Math.floor(percent)} % sent`}
        </p>
      </div>
    );
  }
  return (
    <div className="grid gap-4">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button does the same by keyboard. */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        className={cn(
          "grid justify-items-center gap-4 rounded-xl border border-dashed px-6 py-12 text-center transition-colors",
          over && "border-accent bg-accent-soft",
        )}
      >
        <div className="grid size-12 place-items-center rounded-xl border bg-surface text-accent-text shadow-card">
          <FileUp className="size-5" aria-hidden="true" />
        </div>
        <div className="grid gap-1">
          <p className="font-semibold text-base">Drop a dump here</p>
          <p className="text-pretty text-ink-faint">
            What pg_dump makes, in any of its formats: .sql, .dump, .backup, .tar, .gz or a zipped folder.
          </p>
        </div>
        <Button onClick={() => input.current?.click()}>Choose a file</Button>
        <input
          ref={input}
          type="file"
          aria-label="Dump"
          className="sr-only"
          tabIndex={-1}
          accept=".sql,.dump,.backup,.tar,.gz,.zip"
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            event.target.value = "";
            if (chosen !== undefined) void send(chosen);
          }}
        />
      </div>
      <Refusal error={failure} />
    </div>
  );
}
