import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Command } from "cmdk";
import { Box, Building2, Keyboard, LogOut, type LucideIcon, Monitor, Moon, Plus, Search, Sun } from "lucide-react";
import { projectsIn } from "@/api/projects";
import { sessionQuery } from "@/api/session";
import { useSignOut } from "@/components/sign-out";
import { DialogSurface } from "@/components/ui/dialog";
import { chooseTheme } from "@/theme/theme";
import type { Context } from "./context";
import { adminGroup, type Group, organisationGroups, ownGroup, projectGroups } from "./destinations";

interface CommandPaletteProps {
  context: Context;
  onClose: () => void;
}

export default function CommandPalette({ context, onClose }: CommandPaletteProps) {
  const { projectId, organisation, organisations } = context;
  const projects = useQuery(projectsIn(organisation?.id)).data ?? [];
  const admin = useQuery(sessionQuery).data?.is_admin === true;
  const navigate = useNavigate();
  const signOut = useSignOut();
  const then = (act: () => unknown) => () => {
    onClose();
    act();
  };
  const go = (link: Group["destinations"][number]["link"]) => then(() => navigate(link));
  return (
    <DialogSurface
      onClose={onClose}
      label="Go to"
      className="rise mx-auto mt-[12dvh] mb-auto max-h-[70dvh] w-[calc(100vw-2rem)] max-w-xl overflow-hidden rounded-2xl border bg-raised shadow-pop"
    >
      <Command label="Go to" loop>
        <div className="flex items-center gap-2.5 border-b px-4">
          <Search className="size-4 shrink-0 text-ink-faint" aria-hidden="true" />
          <Command.Input
            data-first-focus
            placeholder="Search projects and pages…"
            className="h-12 w-full bg-transparent text-[0.9375rem] outline-none"
          />
        </div>
        <Command.List className="max-h-[min(24rem,55dvh)] scroll-py-2 overflow-y-auto p-2 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-ink-faint [&_[cmdk-group-heading]]:text-xs">
          <Command.Empty className="px-2 py-10 text-center text-ink-faint">Nothing found.</Command.Empty>
          {projectId !== undefined && <Places heading="This project" groups={projectGroups(projectId)} go={go} />}
          {projects.length > 0 && (
            <Command.Group heading="Projects">
              {projects.map(({ id, name, ref }) => (
                <Entry
                  key={id}
                  value={id}
                  keywords={[name, ref]}
                  icon={Box}
                  text={name}
                  note={ref}
                  onSelect={then(() => navigate({ to: "/projects/$projectId", params: { projectId: id } }))}
                />
              ))}
            </Command.Group>
          )}
          <Command.Group heading="Dashboard">
            {[
              ...(organisation === undefined ? [] : organisationGroups(organisation.id)),
              ownGroup,
            ].flatMap(({ destinations }) =>
              destinations.map(({ text, icon, link, key }) => (
                <Entry key={text} icon={icon} text={text} {...hint(key)} onSelect={go(link)} />
              )),
            )}
            <Entry
              icon={Plus}
              text="New project"
              onSelect={then(() => navigate({ to: "/projects", search: { create: true } }))}
            />
            <Entry icon={Building2} text="New organisation" onSelect={then(() => navigate({ to: "/orgs/new" }))} />
          </Command.Group>
          {organisations.length > 1 && (
            <Command.Group heading="Organisations">
              {organisations.map(({ id, name, slug }) => (
                <Entry
                  key={id}
                  value={id}
                  keywords={[name, slug]}
                  icon={Building2}
                  text={name}
                  onSelect={then(() => navigate({ to: "/orgs/$orgId", params: { orgId: id } }))}
                />
              ))}
            </Command.Group>
          )}
          {admin && <Places heading="Administration" groups={[adminGroup]} go={go} />}
          <Command.Group heading="Preferences">
            <Entry icon={Sun} text="Light theme" onSelect={then(() => chooseTheme("light"))} />
            <Entry icon={Moon} text="Dark theme" onSelect={then(() => chooseTheme("dark"))} />
            <Entry icon={Monitor} text="System theme" onSelect={then(() => chooseTheme("system"))} />
            <Entry icon={Keyboard} text="Keyboard shortcuts" note="?" onSelect={then(askForHelp)} />
            <Entry icon={LogOut} text="Sign out" onSelect={then(() => signOut.mutate())} />
          </Command.Group>
        </Command.List>
      </Command>
    </DialogSurface>
  );
}

interface PlacesProps {
  heading: string;
  groups: readonly Group[];
  go: (link: Group["destinations"][number]["link"]) => () => void;
}

function Places({ heading, groups, go }: PlacesProps) {
  return (
    <Command.Group heading={heading}>
      {groups.flatMap(({ destinations }) =>
        destinations.map(({ text, icon, link, key }) => (
          <Entry key={text} icon={icon} text={text} {...hint(key)} onSelect={go(link)} />
        )),
      )}
    </Command.Group>
  );
}

function hint(key: string | undefined): { note?: string } {
  return key === undefined ? {} : { note: `g ${key}` };
}

/// The help sheet listens for this key, as for the one somebody presses.
function askForHelp(): void {
  setTimeout(() => window.dispatchEvent(new KeyboardEvent("keydown", { key: "?" })));
}

interface EntryProps {
  icon: LucideIcon;
  text: string;
  note?: string;
  value?: string;
  keywords?: string[];
  onSelect: () => void;
}

function Entry({ icon: Icon, text, note, value, keywords, onSelect }: EntryProps) {
  return (
    <Command.Item
      value={value ?? text}
      {...(keywords === undefined ? {} : { keywords })}
      onSelect={onSelect}
      className="flex cursor-pointer select-none items-center gap-2.5 rounded-lg px-2 py-2 text-[0.8125rem] data-[selected=true]:bg-hover"
    >
      <Icon className="size-4 shrink-0 text-ink-faint" aria-hidden="true" />
      <span className="min-w-0 flex-1 truncate">{text}</span>
      {note !== undefined && (
        <span className="hidden truncate font-mono text-ink-faint text-xs sm:inline">{note}</span>
      )}
    </Command.Item>
  );
}
