import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowLeft, Search } from "lucide-react";
import { useId } from "react";
import { sessionQuery } from "@/api/session";
import { Logo } from "@/components/logo";
import { Kbd } from "@/components/ui/kbd";
import { AccountMenu } from "./account-menu";
import type { Context } from "./context";
import { administration, type Destination, type Group } from "./destinations";
import { groupsOf } from "./groups";

interface SidebarProps {
  context: Context;
  onSearch: () => void;
  onHelp: () => void;
}

const names: Record<Context["area"], string> = {
  project: "Project",
  organisation: "Dashboard",
  administration: "Administration",
};

export function Sidebar({ context, onSearch, onHelp }: SidebarProps) {
  const admin = useQuery(sessionQuery).data?.is_admin === true;
  const inside = context.area !== "organisation";
  return (
    <div className="flex h-full flex-col gap-4 p-3">
      <Link
        to="/projects"
        aria-label="Dupabase, to your projects"
        className="mt-0.5 self-start rounded-lg px-1.5 py-1"
      >
        <Logo />
      </Link>
      <button
        type="button"
        onClick={onSearch}
        className="flex h-9 shrink-0 items-center gap-2 rounded-lg border bg-canvas px-2.5 text-ink-faint text-[0.8125rem] transition-colors hover:border-line-strong hover:text-ink"
      >
        <Search className="size-4" aria-hidden="true" />
        <span className="flex-1 text-left">Go to…</span>
        <Kbd aria-hidden="true" className="max-lg:hidden">
          {shortcut}
        </Kbd>
      </button>
      <nav
        aria-label={names[context.area]}
        className="-mx-3 grid min-h-0 flex-1 content-start gap-4 overflow-y-auto px-3 pb-1"
      >
        {inside && (
          <Link
            to="/projects"
            className="flex h-8 items-center gap-2.5 rounded-lg px-2.5 text-ink-faint text-[0.8125rem] transition-colors hover:bg-hover hover:text-ink"
          >
            <ArrowLeft className="size-4" aria-hidden="true" />
            All projects
          </Link>
        )}
        {groupsOf(context).map((group) => (
          <SidebarGroup key={group.title} group={group} />
        ))}
        {admin && context.area === "organisation" && (
          <SidebarGroup group={{ title: null, destinations: [administration] }} />
        )}
      </nav>
      <div className="grid shrink-0 gap-1 border-t pt-2">
        <button
          type="button"
          onClick={onHelp}
          className="hidden h-8 items-center gap-2 rounded-lg px-2.5 text-ink-faint text-xs transition-colors hover:bg-hover hover:text-ink lg:flex"
        >
          <Kbd aria-hidden="true">?</Kbd>
          Keyboard shortcuts
        </button>
        <AccountMenu />
      </div>
    </div>
  );
}

function SidebarGroup({ group: { title, destinations } }: { group: Group }) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for inputs; this groups links.
    <div role="group" {...(title === null ? {} : { "aria-labelledby": id })} className="grid gap-0.5">
      {title !== null && (
        <p id={id} className="px-2.5 pb-1 font-medium text-[0.6875rem] text-ink-faint">
          {title}
        </p>
      )}
      {destinations.map((destination) => (
        <SidebarLink key={destination.text} destination={destination} />
      ))}
    </div>
  );
}

function SidebarLink({ destination: { text, icon: Icon, link } }: { destination: Destination }) {
  return (
    <Link
      {...link}
      activeOptions={{ exact: link.to?.endsWith("Id") === true, includeSearch: false }}
      className="flex h-8 items-center gap-2.5 rounded-lg px-2.5 text-[0.8125rem] text-ink-soft transition-colors hover:bg-hover hover:text-ink data-[status=active]:bg-hover data-[status=active]:font-medium data-[status=active]:text-ink [&[data-status=active]_svg]:text-accent-text"
    >
      <Icon className="size-4 shrink-0" aria-hidden="true" />
      {text}
    </Link>
  );
}

const shortcut = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘K" : "Ctrl K";
