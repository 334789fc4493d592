import { Link } from "@tanstack/react-router";
import { Building2, Check, ChevronsUpDown, Plus } from "lucide-react";
import { isPersonal } from "@/api/organisations";
import type { Organisation } from "@/api/types";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";

interface OrganisationSwitcherProps {
  organisations: readonly Organisation[];
  organisation: Organisation | undefined;
}

export function OrganisationSwitcher({ organisations, organisation }: OrganisationSwitcherProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className="flex h-8 min-w-0 items-center gap-2 rounded-lg px-2 text-[0.8125rem] transition-colors hover:bg-hover data-[state=open]:bg-hover">
        <Building2 className="size-4 shrink-0 text-ink-faint" aria-hidden="true" />
        <span className="sr-only">Switch organisation, now </span>
        <span className="truncate">{organisation?.name ?? "Organisation"}</span>
        <ChevronsUpDown className="size-3.5 shrink-0 text-ink-faint" aria-hidden="true" />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="w-64">
        <DropdownMenuLabel>Organisations</DropdownMenuLabel>
        {organisations.map((one) => (
          <DropdownMenuItem key={one.id} asChild>
            <Link to="/orgs/$orgId" params={{ orgId: one.id }}>
              <span className="min-w-0 flex-1 truncate">{one.name}</span>
              {!isPersonal(one) && <span className="text-ink-faint text-xs">{one.role}</span>}
              {one.id === organisation?.id && <Check aria-hidden="true" />}
            </Link>
          </DropdownMenuItem>
        ))}
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link to="/orgs/new">
            <Plus aria-hidden="true" />
            New organisation
          </Link>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
