import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Command } from "cmdk";
import { Box, LogOut, type LucideIcon, Monitor, Moon, Plus, Search, Sun } from "lucide-react";
import { projectsQuery } from "@/api/projects";
import { useSignOut } from "@/components/sign-out";
import { DialogSurface } from "@/components/ui/dialog";
import { chooseTheme } from "@/theme/theme";
import { generalDestinations, projectDestinations } from "./destinations";

interface CommandPaletteProps {
  projectId: string | undefined;
  onClose: () => void;
}

export default function CommandPalette({ projectId, onClose }: CommandPaletteProps) {
  const projects = useQuery(projectsQuery).data ?? [];
  const navigate = useNavigate();
  const signOut = useSignOut();
  const then = (act: () => unknown) => () => {
    onClose();
    act();
  };
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
          {projectId !== undefined && (
            <Command.Group heading="This project">
              {projectDestinations(projectId).map(({ text, icon, link }) => (
                <Entry key={text} icon={icon} text={text} onSelect={then(() => navigate(link))} />
              ))}
            </Command.Group>
          )}
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
            {generalDestinations.map(({ text, icon, link }) => (
              <Entry key={text} icon={icon} text={text} onSelect={then(() => navigate(link))} />
            ))}
            <Entry
              icon={Plus}
              text="New project"
              onSelect={then(() => navigate({ to: "/projects", search: { create: true } }))}
            />
          </Command.Group>
          <Command.Group heading="Preferences">
            <Entry icon={Sun} text="Light theme" onSelect={then(() => chooseTheme("light"))} />
            <Entry icon={Moon} text="Dark theme" onSelect={then(() => chooseTheme("dark"))} />
            <Entry icon={Monitor} text="System theme" onSelect={then(() => chooseTheme("system"))} />
            <Entry icon={LogOut} text="Sign out" onSelect={then(() => signOut.mutate())} />
          </Command.Group>
        </Command.List>
      </Command>
    </DialogSurface>
  );
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
