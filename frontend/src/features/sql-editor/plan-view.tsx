import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import type { Plan, PlanNode } from "./plan";

/// A plan as a tree: what each node costs or takes by itself, beside all others.
export function PlanView({ plan }: { plan: Plan }) {
  const timed = plan.executionMilliseconds !== null;
  const whole = plan.nodes.reduce((sum, node) => sum + weight(node, timed), 0) || 1;
  return (
    <div className="grid gap-3 overflow-auto p-4">
      <p className="text-ink-faint text-xs">
        {timed
          ? `Ran in ${milliseconds(plan.executionMilliseconds ?? 0)}, planned in ${milliseconds(plan.planningMilliseconds ?? 0)}. Bars show the time each step took by itself; what was written is undone.`
          : `Estimated, not run: the whole costs ${cost(plan.cost)}. Bars show what each step costs by itself.`}
      </p>
      <ul aria-label="Plan" className="grid gap-1.5">
        {plan.nodes.map((node) => (
          <Step key={node.id} node={node} share={weight(node, timed) / whole} />
        ))}
      </ul>
    </div>
  );
}

function Step({ node, share }: { node: PlanNode; share: number }) {
  const [open, setOpen] = useState(false);
  const { actual } = node;
  const misjudged = actual !== null && Math.max(actual.rows, 1) / Math.max(node.rows, 1);
  const off = misjudged !== false && (misjudged > 10 || misjudged < 0.1);
  return (
    <li style={{ paddingLeft: `${Math.min(node.depth, 12) * 1.25}rem` }} className="min-w-fit">
      <button
        type="button"
        aria-expanded={node.details.length === 0 ? undefined : open}
        onClick={() => setOpen(!open)}
        className="grid w-full min-w-72 max-w-3xl gap-1.5 rounded-lg border bg-surface px-3 py-2 text-left transition-colors hover:border-line-strong"
      >
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium text-[0.8125rem]">{node.title}</span>
          {node.subject !== null && (
            <code className="font-mono text-accent-text text-xs">{node.subject}</code>
          )}
          {node.title === "Seq Scan" && node.rows > 10_000 && <Badge tone="warning">reads every row</Badge>}
          {off && <Badge tone="warning">estimate is off</Badge>}
          <span className="ml-auto text-ink-faint text-xs tabular-nums">
            {actual === null
              ? `${cost(node.ownCost)} · ${count(node.rows)} rows`
              : `${milliseconds(actual.own)} · ${count(actual.rows)} of ${count(node.rows)} rows${actual.loops > 1 ? ` × ${count(actual.loops)}` : ""}`}
          </span>
        </span>
        <span className="h-1.5 overflow-hidden rounded-full bg-subtle" aria-hidden="true">
          <span
            className={cn(
              "block h-full rounded-full",
              share > 0.5 && (node.actual?.own ?? 0) > 10 ? "bg-warning" : "bg-accent",
            )}
            style={{ width: `${Math.max(1, share * 100)}%` }}
          />
        </span>
        {open && node.details.length > 0 && (
          <span className="grid gap-1 pt-1 font-mono text-xs">
            {node.details.map(([name, value]) => (
              <span key={name} className="[overflow-wrap:anywhere]">
                <span className="text-ink-faint">{name}:</span> {value}
              </span>
            ))}
          </span>
        )}
      </button>
    </li>
  );
}

function weight(node: PlanNode, timed: boolean): number {
  return timed ? (node.actual?.own ?? 0) : node.ownCost;
}

function milliseconds(value: number): string {
  return value >= 1000 ? `${(value / 1000).toFixed(2)} s` : `${value.toFixed(value < 10 ? 2 : 0)} ms`;
}

function cost(value: number): string {
  return `${count(Math.round(value))} units`;
}

function count(value: number): string {
  return new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 }).format(value);
}
