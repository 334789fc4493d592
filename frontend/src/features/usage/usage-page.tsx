import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FolderOpen } from "lucide-react";
import { answer, api } from "@/api/client";
import { organisationQuery } from "@/api/organisations";
import type { OrganisationUsage } from "@/api/types";
import { Figure, Figures } from "@/components/figure";
import { ListSkeleton } from "@/components/list-skeleton";
import { byteSize, compactNumber, fullNumber, share } from "@/components/numbers";
import { Page } from "@/components/page";
import { EmptyState, ErrorState } from "@/components/states";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import { Segments } from "@/components/ui/segments";
import { Table, Td, Th } from "@/components/ui/table";
import { type MonthChoice, monthChoices, monthOf } from "./months";

interface UsagePageProps {
  orgId: string;
  month: MonthChoice;
  onMonth: (month: MonthChoice) => void;
}

export function UsagePage({ orgId, month, onMonth }: UsagePageProps) {
  const { data: organisation } = useSuspenseQuery(organisationQuery(orgId));
  const usage = useQuery({
    queryKey: ["organisation", orgId, "usage", month],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/platform/orgs/{id}/usage", {
          params: { path: { id: orgId }, query: monthOf(month, new Date()) },
          signal,
        }),
      ),
    staleTime: 60_000,
  });
  const { totals } = usage.data ?? {};
  return (
    <Page
      title="Usage"
      description={`What all projects of ${organisation.name} use together, and what they may use.`}
      width="wide"
      actions={<Segments label="Month" value={month} options={monthChoices} onChange={onMonth} />}
    >
      {usage.isError ? (
        <ErrorState
          title="The usage could not be loaded"
          error={usage.error}
          onRetry={() => usage.refetch()}
        />
      ) : (
        <>
          <Figures>
            <Figure
              label="Requests"
              value={totals && compactNumber(totals.requests)}
              note={totals && `${fullNumber(totals.server_errors)} failed`}
            />
            <Figure
              label="Active users"
              value={totals && compactNumber(totals.active_users)}
              note="signed in or refreshed"
            />
            <Figure
              label="Sent"
              value={totals && byteSize(totals.bytes_out)}
              note={totals && `${byteSize(totals.bytes_in)} received`}
            />
            <Figure label="Databases" value={totals && byteSize(totals.database_bytes)} note="on disk" />
          </Figures>
          <Limits usage={usage.data} />
          <Projects usage={usage.data} />
        </>
      )}
    </Page>
  );
}

function Limits({ usage }: { usage: OrganisationUsage | undefined }) {
  return (
    <Card aria-label="Limits">
      <CardHeader title="Limits" description="Set by the administrator of this server." />
      {usage === undefined ? (
        <div className="border-t">
          <ListSkeleton rows={2} />
        </div>
      ) : (
        <CardBody className="grid gap-5 md:grid-cols-2">
          <Limit
            name="Projects"
            used={usage.in_use.projects}
            most={usage.limits.projects}
            format={fullNumber}
          />
          <Limit
            name="Database size"
            used={usage.in_use.database_bytes}
            most={usage.limits.database_bytes}
            format={byteSize}
          />
          <p className="text-ink-faint text-[0.8125rem]">
            Connections to the databases:{" "}
            <span className="font-medium text-ink">{usage.limits.connections ?? "no limit"}</span>
          </p>
          <p className="text-ink-faint text-[0.8125rem]">
            Requests, with what may come at once:{" "}
            <span className="font-medium text-ink">{usage.limits.request_rate ?? "no limit"}</span>
          </p>
        </CardBody>
      )}
    </Card>
  );
}

interface LimitProps {
  name: string;
  used: number;
  most: number | null;
  format: (value: number) => string;
}

function Limit({ name, used, most, format }: LimitProps) {
  const percent = share(used, most);
  return (
    <div className="grid content-start gap-2">
      <p className="flex justify-between gap-4 text-[0.8125rem]">
        <span className="font-medium">{name}</span>
        <span className="text-ink-faint tabular-nums">
          {format(used)} {most === null ? "· no limit" : `of ${format(most)}`}
        </span>
      </p>
      {percent !== null && (
        <Progress
          label={name}
          percent={percent}
          tone={percent >= 100 ? "danger" : percent >= 80 ? "warning" : "accent"}
        />
      )}
    </div>
  );
}

function Projects({ usage }: { usage: OrganisationUsage | undefined }) {
  return (
    <Card aria-label="By project">
      <CardHeader title="By project" />
      <div className="border-t">
        {usage === undefined && <ListSkeleton rows={4} />}
        {usage?.projects.length === 0 && (
          <div className="p-4">
            <EmptyState icon={FolderOpen} title="No project yet">
              What each project uses stands here, once there is one.
            </EmptyState>
          </div>
        )}
        {usage !== undefined && usage.projects.length > 0 && (
          <Table label="Usage by project">
            <thead>
              <tr>
                <Th>Project</Th>
                <Th className="text-right">Requests</Th>
                <Th className="text-right">Refused</Th>
                <Th className="text-right">Failed</Th>
                <Th className="text-right">Active users</Th>
                <Th className="text-right">Sent</Th>
                <Th className="text-right">Database</Th>
              </tr>
            </thead>
            <tbody>
              {usage.projects.map((project) => (
                <tr key={project.id}>
                  <Td>
                    <Link
                      to="/projects/$projectId/analytics"
                      params={{ projectId: project.id }}
                      className="font-medium hover:text-accent-text hover:underline"
                    >
                      {project.name}
                    </Link>
                  </Td>
                  <Td className="text-right tabular-nums">{compactNumber(project.requests)}</Td>
                  <Td className="text-right tabular-nums">{compactNumber(project.client_errors)}</Td>
                  <Td className="text-right tabular-nums">{compactNumber(project.server_errors)}</Td>
                  <Td className="text-right tabular-nums">{compactNumber(project.active_users)}</Td>
                  <Td className="whitespace-nowrap text-right tabular-nums">{byteSize(project.bytes_out)}</Td>
                  <Td className="whitespace-nowrap text-right tabular-nums">
                    {byteSize(project.database_bytes)}
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </div>
    </Card>
  );
}
