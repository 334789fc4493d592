import { Play } from "lucide-react";
import type { Project } from "@/api/types";
import { useProjectSwitch } from "./project-switch";
import { Button } from "./ui/button";
import { Callout } from "./ui/callout";

/// Says on every page of a paused project why nothing answers, and how to change that.
export function PausedBanner({ project }: { project: Project }) {
  const resume = useProjectSwitch(project.id, "resume");
  if (project.status !== "paused") return null;
  return (
    <Callout tone="warning">
      <div className="flex flex-wrap -my-1 min-h-8 items-center justify-between gap-x-6 gap-y-2">
        <p>
          <strong className="font-semibold">This project is paused.</strong> Its APIs refuse every call; its
          data is kept.
        </p>
        <Button size="sm" busy={resume.isPending} onClick={() => resume.mutate()}>
          {!resume.isPending && <Play aria-hidden="true" />}
          Resume
        </Button>
      </div>
    </Callout>
  );
}
