import { cva, type VariantProps } from "class-variance-authority";
import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

const callout = cva("flex items-start gap-2.5 rounded-lg px-3 py-2.5 text-[0.8125rem]", {
  variants: {
    tone: {
      info: "bg-info-soft text-info",
      warning: "bg-warning-soft text-warning",
      danger: "bg-danger-soft text-danger",
    },
  },
  defaultVariants: { tone: "info" },
});

const icons = { info: Info, warning: TriangleAlert, danger: CircleAlert };

interface CalloutProps extends VariantProps<typeof callout> {
  children: ReactNode;
}

export function Callout({ tone, children }: CalloutProps) {
  const Icon = icons[tone ?? "info"];
  return (
    <div role={tone === "danger" ? "alert" : "note"} className={callout({ tone })}>
      <Icon className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">{children}</div>
    </div>
  );
}
