import { CircleAlert, CircleCheck, X } from "lucide-react";
import { useEffect, useSyncExternalStore } from "react";
import { Button } from "./button";

interface Toast {
  id: number;
  tone: "success" | "danger";
  text: string;
}

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/// Says in the corner what has just happened. What went wrong in a form belongs beside the form instead.
export function toast(text: string, tone: Toast["tone"] = "success"): void {
  set([...toasts, { id: nextId++, tone, text }].slice(-4));
}

function dismiss(id: number): void {
  set(toasts.filter((one) => one.id !== id));
}

export function Toaster() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-4 bottom-4 z-50 grid justify-items-end gap-2 sm:left-auto"
    >
      {shown.map((one) => (
        <ToastCard key={one.id} toast={one} />
      ))}
    </div>
  );
}

function ToastCard({ toast: { id, tone, text } }: { toast: Toast }) {
  useEffect(() => {
    const timer = setTimeout(() => dismiss(id), tone === "danger" ? 10_000 : 4_500);
    return () => clearTimeout(timer);
  }, [id, tone]);
  const Icon = tone === "danger" ? CircleAlert : CircleCheck;
  return (
    <div className="rise pointer-events-auto flex w-full items-center gap-2.5 rounded-xl border bg-raised py-1.5 pr-1.5 pl-3.5 shadow-pop sm:w-auto sm:max-w-md">
      <Icon
        className={tone === "danger" ? "size-4 shrink-0 text-danger" : "size-4 shrink-0 text-success"}
        aria-hidden="true"
      />
      <span className="min-w-0 flex-1 text-[0.8125rem]">{text}</span>
      <Button look="ghost" size="icon" aria-label="Dismiss" onClick={() => dismiss(id)}>
        <X aria-hidden="true" />
      </Button>
    </div>
  );
}
