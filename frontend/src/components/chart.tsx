import { ChartColumn, Table2 } from "lucide-react";
import { lazy, type ReactNode, Suspense, useId, useState } from "react";
import { Button } from "./ui/button";
import { Skeleton } from "./ui/skeleton";
import { Table, Td, Th } from "./ui/table";

const ChartCanvas = lazy(() => import("./chart-canvas"));

export interface Series<Key extends string> {
  key: Key;
  text: string;
  /// A colour of the theme.
  color: "accent" | "warning" | "danger" | "info" | "success" | "line-strong";
}

export type Point<Key extends string> = { label: string } & Readonly<Record<Key, number>>;

export interface ChartProps<Key extends string> {
  /// What is shown, in one sentence: those who can't see the picture read it.
  summary: string;
  kind: "bars" | "areas" | "lines";
  points: readonly Point<Key>[];
  series: readonly Series<Key>[];
  format: (value: number) => string;
  /// Beside the legend.
  aside?: ReactNode;
}

/// A chart, with the same numbers as a table for whoever prefers them.
export function Chart<Key extends string>(props: ChartProps<Key>) {
  const { summary, series, points, format, aside } = props;
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  const Icon = asTable ? ChartColumn : Table2;
  return (
    <figure className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3" aria-labelledby={id}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <ul className="flex flex-1 flex-wrap gap-x-4 gap-y-1 text-ink-faint text-xs" aria-label="Legend">
          {series.map(({ key, text, color }) => (
            <li key={key} className="flex items-center gap-1.5">
              <span
                className="size-2.5 rounded-xs"
                style={{ background: `var(--${color})` }}
                aria-hidden="true"
              />
              {text}
            </li>
          ))}
        </ul>
        {aside}
        <Button look="ghost" size="sm" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          <Icon aria-hidden="true" />
          {asTable ? "As a chart" : "As a table"}
        </Button>
      </div>
      <figcaption id={id} className="sr-only">
        {summary}
      </figcaption>
      {asTable ? (
        <div className="max-h-80 overflow-y-auto rounded-lg border">
          <Table label={summary}>
            <thead>
              <tr>
                <Th>Time</Th>
                {series.map(({ key, text }) => (
                  <Th key={key} className="text-right">
                    {text}
                  </Th>
                ))}
              </tr>
            </thead>
            <tbody>
              {points.toReversed().map((point) => (
                <tr key={point.label}>
                  <Td className="h-9 text-ink-soft">{point.label}</Td>
                  {series.map(({ key }) => (
                    <Td key={key} className="h-9 text-right tabular-nums">
                      {format(point[key])}
                    </Td>
                  ))}
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      ) : (
        <div className="h-56 overflow-hidden" aria-hidden="true">
          <Suspense fallback={<Skeleton className="h-full rounded-lg" />}>
            <ChartCanvas {...(props as unknown as ChartProps<string>)} />
          </Suspense>
        </div>
      )}
    </figure>
  );
}
