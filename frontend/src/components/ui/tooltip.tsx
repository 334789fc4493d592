import * as Radix from "@radix-ui/react-tooltip";
import { type ReactNode, use } from "react";
import { PortalHost } from "./portal-host";

export const TooltipProvider = Radix.Provider;

interface TooltipProps {
  text: ReactNode;
  side?: "top" | "right" | "bottom" | "left";
  children: ReactNode;
}

export function Tooltip({ text, side = "top", children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal container={use(PortalHost)}>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="rise z-50 max-w-64 rounded-md bg-ink px-2 py-1 text-canvas text-xs shadow-pop"
        >
          {text}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
