import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { DumpAnalysis, Project } from "@/api/types";
import { TaskProgress } from "@/components/task-progress";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { AnalysisStep } from "./analysis-step";
import { FileStep } from "./file-step";

type Stage =
  | { at: "file" }
  | { at: "options"; analysis: DumpAnalysis; file: File }
  | { at: "running"; taskId: number };

const steps = [
  { at: "file", text: "File" },
  { at: "options", text: "Options" },
  { at: "running", text: "Import" },
] as const;

/// From a dump to its tables: choose a file, see what is in it, choose what to do, watch it.
export function ImportWizard({ project }: { project: Project }) {
  const queryClient = useQueryClient();
  const [stage, setStage] = useState<Stage>({ at: "file" });
  return (
    <Card aria-label="Import">
      <CardHeader
        title="Import"
        description="A dump of a Supabase project or of any PostgreSQL database. Users keep their passwords."
        action={<StepMarks at={stage.at} />}
      />
      {stage.at === "file" && (
        <CardBody>
          <FileStep
            projectId={project.id}
            onAnalysed={(analysis, file) => setStage({ at: "options", analysis, file })}
          />
        </CardBody>
      )}
      {stage.at === "options" && (
        <AnalysisStep
          project={project}
          analysis={stage.analysis}
          file={stage.file}
          onBack={() => setStage({ at: "file" })}
          onStarted={(taskId) => {
            void queryClient.invalidateQueries({ queryKey: ["project", project.id, "imports"] });
            setStage({ at: "running", taskId });
          }}
        />
      )}
      {stage.at === "running" && (
        <>
          <CardBody>
            <TaskProgress projectId={project.id} taskId={stage.taskId} />
          </CardBody>
          <CardFooter>
            <Button size="sm" onClick={() => setStage({ at: "file" })}>
              Import another file
            </Button>
          </CardFooter>
        </>
      )}
    </Card>
  );
}

function StepMarks({ at }: { at: Stage["at"] }) {
  return (
    <ol className="flex items-center gap-2 text-xs" aria-label="Steps">
      {steps.map((step, index) => (
        <li
          key={step.at}
          className={cn(
            "flex items-center gap-2",
            step.at === at ? "font-medium text-ink" : "text-ink-faint",
          )}
          {...(step.at === at ? { "aria-current": "step" } : {})}
        >
          {index > 0 && <span aria-hidden="true">›</span>}
          {step.text}
        </li>
      ))}
    </ol>
  );
}
