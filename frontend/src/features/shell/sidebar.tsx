import { Link } from "@tanstack/react-router";
import { ArrowLeft, Search } from "lucide-react";
import { Logo } from "@/components/logo";
import { Kbd } from "@/components/ui/kbd";
import { AccountMenu } from "./account-menu";
import { generalDestinations, projectDestinations } from "./destinations";

interface SidebarProps {
  projectId: string | undefined;
  onSearch: () => void;
}

export function Sidebar({ projectId, onSearch }: SidebarProps) {
  const destinations = projectId === undefined ? generalDestinations : projectDestinations(projectId);
  return (
    <div className="flex h-full flex-col gap-4 p-3">
      <Link to="/projects" className="mt-0.5 self-start rounded-lg px-1.5 py-1">
        <Logo />
      </Link>
      <button
        type="button"
        onClick={onSearch}
        className="flex h-9 items-center gap-2 rounded-lg border bg-canvas px-2.5 text-ink-faint text-[0.8125rem] transition-colors hover:border-line-strong hover:text-ink"
      >
        <Search className="size-4" aria-hidden="true" />
        <span className="flex-1 text-left">Go to…</span>
        <Kbd aria-hidden="true" className="max-lg:hidden">
          {shortcut}
        </Kbd>
      </button>
      <nav aria-label={projectId === undefined ? "Dashboard" : "Project"} className="grid gap-0.5">
        {projectId !== undefined && (
          <Link
            to="/projects"
            className="mb-2 flex h-8 items-center gap-2.5 rounded-lg px-2.5 text-ink-faint text-[0.8125rem] transition-colors hover:bg-hover hover:text-ink"
          >
            <ArrowLeft className="size-4" aria-hidden="true" />
            All projects
          </Link>
        )}
        {destinations.map(({ text, icon: Icon, link }) => (
          <Link
            key={text}
            {...link}
            activeOptions={{ exact: projectId !== undefined, includeSearch: false }}
            className="flex h-8 items-center gap-2.5 rounded-lg px-2.5 text-[0.8125rem] text-ink-soft transition-colors hover:bg-hover hover:text-ink data-[status=active]:bg-hover data-[status=active]:font-medium data-[status=active]:text-ink [&[data-status=active]_svg]:text-accent-text"
          >
            <Icon className="size-4" aria-hidden="true" />
            {text}
          </Link>
        ))}
      </nav>
      <div className="mt-auto">
        <AccountMenu />
      </div>
    </div>
  );
}

const shortcut = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘K" : "Ctrl K";
