import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { projectQuery } from "@/api/projects";
import type { Project } from "@/api/types";
import { Page } from "@/components/page";
import { PausedBanner } from "@/components/paused-banner";
import { ProjectKeys } from "@/components/project-keys";
import { ProjectStatusBadge } from "@/components/project-status";
import { RelativeTime } from "@/components/time";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { ValueField } from "@/components/value-field";
import { ActivityCard } from "./activity-card";
import { ConnectCard } from "./connect-card";
import { HealthCard } from "./health-card";
import { projectAddress } from "./snippets";

interface ProjectHomePageProps {
  projectId: string;
  /// What leads a newcomer on; another feature's.
  tour: (project: Project) => ReactNode;
}

export function ProjectHomePage({ projectId, tour }: ProjectHomePageProps) {
  const { data: project } = useSuspenseQuery({
    ...projectQuery(projectId),
    refetchInterval: ({ state }) => (state.data?.status === "creating" ? 1_500 : false),
  });
  return (
    <Page
      title={project.name}
      width="wide"
      heading={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {project.name}
          <ProjectStatusBadge status={project.status} />
        </span>
      }
    >
      <PausedBanner project={project} />
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 gap-6">
          {tour(project)}
          <Card aria-label="API">
            <CardHeader
              title="API"
              description="What your app needs to reach this project."
              action={
                <Link
                  to="/projects/$projectId/keys"
                  params={{ projectId }}
                  className="flex items-center gap-1 font-medium text-[0.8125rem] text-accent-text hover:underline"
                >
                  Manage keys
                  <ArrowRight className="size-3.5" aria-hidden="true" />
                </Link>
              }
            />
            <CardBody className="grid gap-5">
              <div className="grid gap-5 md:grid-cols-2">
                <ValueField
                  label="API URL"
                  value={project.api_url}
                  hint="Give it to createClient together with a key."
                />
                <ValueField
                  label="Project URL"
                  value={projectAddress(project)}
                  hint="Names the project by itself, for links that carry no key."
                />
              </div>
              <ProjectKeys project={project} />
            </CardBody>
          </Card>
          <ActivityCard projectId={projectId} />
          <ConnectCard project={project} />
        </div>
        <div className="grid gap-6 md:grid-cols-2 xl:grid-cols-1">
          <HealthCard project={project} />
          <Details project={project} />
          <NextSteps projectId={projectId} />
        </div>
      </div>
    </Page>
  );
}

const nextSteps = [
  {
    to: "/projects/$projectId/auth/users",
    text: "Look after your users",
    note: "Create, invite, ban; see their sessions.",
  },
  {
    to: "/projects/$projectId/transfer",
    text: "Bring your data along",
    note: "A dump of Supabase or of any PostgreSQL.",
  },
  {
    to: "/projects/$projectId/keys",
    text: "Give each app its own key",
    note: "So that you can revoke one alone.",
  },
  {
    to: "/projects/$projectId/settings",
    text: "Decide who may sign up",
    note: "Anybody, confirmed by mail, or nobody.",
  },
] as const;

function NextSteps({ projectId }: { projectId: string }) {
  return (
    <Card aria-label="Next steps">
      <CardHeader title="Next steps" />
      <ul className="divide-y border-t">
        {nextSteps.map(({ to, text, note }) => (
          <li key={to}>
            <Link
              to={to}
              params={{ projectId }}
              className="-outline-offset-2 group flex items-center gap-4 px-4 py-3 transition-colors hover:bg-hover sm:px-5"
            >
              <span className="grid min-w-0 flex-1 gap-0.5">
                <span className="font-medium text-[0.8125rem]">{text}</span>
                <span className="text-ink-faint text-xs">{note}</span>
              </span>
              <ArrowRight
                className="size-4 shrink-0 text-ink-faint transition-transform group-hover:translate-x-0.5"
                aria-hidden="true"
              />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Details({ project }: { project: Project }) {
  return (
    <Card aria-label="Details">
      <CardHeader title="Details" />
      <CardBody className="py-1.5">
        <dl className="divide-y">
          <Detail name="Ref" value={project.ref} copy />
          <Detail name="Database" value={project.db_name} copy />
          <Detail name="Region" value={project.region} />
          <Detail name="Site URL" value={project.site_url} />
          <Detail name="Created" value={<RelativeTime value={project.created_at} />} />
        </dl>
      </CardBody>
    </Card>
  );
}

function Detail({ name, value, copy = false }: { name: string; value: ReactNode; copy?: boolean }) {
  return (
    <div className="flex min-h-10 items-center justify-between gap-4">
      <dt className="text-ink-faint text-[0.8125rem]">{name}</dt>
      <dd className="flex min-w-0 items-center text-[0.8125rem]">
        <span className={copy ? "truncate font-mono text-xs" : "truncate"}>{value}</span>
        {copy && typeof value === "string" && (
          <CopyButton value={value} what={name.toLowerCase()} className="-mr-2" />
        )}
      </dd>
    </div>
  );
}
