import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { useState } from "react";
import { answer, api } from "@/api/client";
import type { AdminOrganisation } from "@/api/types";
import { ListSkeleton } from "@/components/list-skeleton";
import { Page } from "@/components/page";
import { Pager, rangeNote } from "@/components/pager";
import { SearchField } from "@/components/search-field";
import { EmptyState, ErrorState } from "@/components/states";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Table, Td, Th } from "@/components/ui/table";
import { LimitsDialog } from "./limits-dialog";

const PER_PAGE = 20;

function organisationsOfServer(page: number, search: string) {
  return queryOptions({
    queryKey: ["admin", "orgs", page, search],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/platform/admin/orgs", {
          params: { query: { page, per_page: PER_PAGE, ...(search === "" ? {} : { search }) } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

interface LimitsPageProps {
  page: number;
  search: string;
  onShow: (page: number, search: string) => void;
}

export function LimitsPage({ page, search, onShow }: LimitsPageProps) {
  const organisations = useQuery(organisationsOfServer(page, search));
  const [open, setOpen] = useState<AdminOrganisation | null>(null);
  return (
    <Page
      title="Limits"
      description="How much each organisation may use. What is not set here follows the server’s defaults."
      width="wide"
      actions={
        <SearchField label="Search organisations" value={search} onChange={(text) => onShow(1, text)} />
      }
    >
      {organisations.isError ? (
        <ErrorState
          title="The organisations could not be loaded"
          error={organisations.error}
          onRetry={() => organisations.refetch()}
        />
      ) : (
        <Card aria-label="Organisations">
          {organisations.isPending && <ListSkeleton rows={6} />}
          {organisations.data?.orgs.length === 0 && (
            <div className="p-4">
              <EmptyState icon={SearchX} title="No organisation matches">
                Try a part of its name, its slug or its owner’s address.
              </EmptyState>
            </div>
          )}
          {organisations.data !== undefined && organisations.data.orgs.length > 0 && (
            <Table label="Organisations">
              <thead>
                <tr>
                  <Th>Organisation</Th>
                  <Th>Owner</Th>
                  <Th className="text-right">Members</Th>
                  <Th className="text-right">Projects</Th>
                  <Th>
                    <span className="sr-only">Actions</span>
                  </Th>
                </tr>
              </thead>
              <tbody>
                {organisations.data.orgs.map((organisation) => (
                  <tr key={organisation.id}>
                    <Td>
                      <span className="flex items-center gap-2 font-medium">
                        {organisation.name}
                        {organisation.personal && <Badge>personal</Badge>}
                      </span>
                      {!organisation.personal && (
                        <span className="font-mono text-ink-faint text-xs">{organisation.slug}</span>
                      )}
                    </Td>
                    <Td className="text-ink-soft">{organisation.owner_email ?? "—"}</Td>
                    <Td className="text-right tabular-nums">{organisation.member_count}</Td>
                    <Td className="text-right tabular-nums">{organisation.project_count}</Td>
                    <Td className="text-right">
                      <Button
                        size="sm"
                        aria-label={`Limits of ${organisation.name}, ${organisation.owner_email ?? organisation.slug}`}
                        onClick={() => setOpen(organisation)}
                      >
                        Limits
                      </Button>
                    </Td>
                  </tr>
                ))}
              </tbody>
            </Table>
          )}
          {organisations.data !== undefined && (
            <Pager
              page={page}
              hasMore={page * PER_PAGE < organisations.data.total}
              busy={organisations.isPlaceholderData}
              note={rangeNote(page, PER_PAGE, organisations.data.total)}
              onPage={(next) => onShow(next, search)}
            />
          )}
        </Card>
      )}
      {open !== null && <LimitsDialog organisation={open} onClose={() => setOpen(null)} />}
    </Page>
  );
}
