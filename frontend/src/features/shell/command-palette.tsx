import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Command } from "cmdk";
import {
  Box,
  Building2,
  Keyboard,
  LogOut,
  type LucideIcon,
  Monitor,
  Moon,
  Plus,
  Search,
  Sun,
  UserPlus,
} from "lucide-react";
import { useState } from "react";
import { projectsIn } from "@/api/projects";
import { sessionQuery } from "@/api/session";
import { useSignOut } from "@/components/sign-out";
import { DialogSurface } from "@/components/ui/dialog";
import { chooseTheme } from "@/theme/theme";
import type { Context } from "./context";
import { adminGroup, type Group, organisationGroups, ownGroup, projectGroups } from "./destinations";
import { type PaletteEntry, search } from "./palette-search";

interface CommandPaletteProps {
  context: Context;
  onClose: () => void;
  onHelp: () => void;
}

export default function CommandPalette({ context, onClose, onHelp }: CommandPaletteProps) {
  const { projectId, organisation, organisations } = context;
  const projects = useQuery({
    ...projectsIn(organisation?.id),
    enabled: organisation !== undefined,
  }).data;
  const admin = useQuery(sessionQuery).data?.is_admin === true;
  const navigate = useNavigate();
  const signOut = useSignOut();
  const [query, setQuery] = useState("");
  const places = (group: string, groups: readonly Group[]): Entry[] =>
    groups
      .flatMap(({ destinations }) => destinations)
      .map(({ text, icon, key, link }) => ({
        group,
        text,
        icon,
        ...(key === undefined ? {} : { note: `g ${key}` }),
        act: () => navigate(link),
      }));
  const entries: Entry[] = [
    ...(projectId === undefined ? [] : places("This project", projectGroups(projectId))),
    ...(projects ?? []).map(({ id, name, ref }) => ({
      group: "Projects",
      text: name,
      words: [ref],
      note: ref,
      icon: Box,
      act: () => navigate({ to: "/projects/$projectId", params: { projectId: id } }),
    })),
    ...(organisation === undefined ? [] : places("Dashboard", organisationGroups(organisation.id))),
    ...places("Dashboard", [ownGroup]),
    {
      group: "Dashboard",
      text: "New project",
      icon: Plus,
      act: () => navigate({ to: "/projects", search: { create: true } }),
    },
    {
      group: "Dashboard",
      text: "New organisation",
      icon: Building2,
      act: () => navigate({ to: "/orgs/new" }),
    },
    ...(organisation === undefined
      ? []
      : [
          {
            group: "Dashboard",
            text: "Invite a member",
            icon: UserPlus,
            act: () =>
              navigate({
                to: "/orgs/$orgId/members",
                params: { orgId: organisation.id },
                search: { invite: true },
              }),
          },
        ]),
    ...organisations.map(({ id, name, slug }) => ({
      group: "Organisations",
      text: name,
      words: [slug],
      note: slug,
      icon: Building2,
      act: () => navigate({ to: "/orgs/$orgId", params: { orgId: id } }),
    })),
    ...(admin ? places("Administration", [adminGroup]) : []),
    { group: "Preferences", text: "Light theme", icon: Sun, act: () => chooseTheme("light") },
    { group: "Preferences", text: "Dark theme", icon: Moon, act: () => chooseTheme("dark") },
    { group: "Preferences", text: "System theme", icon: Monitor, act: () => chooseTheme("system") },
    { group: "Preferences", text: "Keyboard shortcuts", note: "?", icon: Keyboard, act: onHelp },
    { group: "Preferences", text: "Sign out", icon: LogOut, act: () => signOut.mutate() },
  ];
  const found = search(entries, query);
  const groups = [...new Set(found.map(({ group }) => group))];
  return (
    <DialogSurface
      onClose={onClose}
      label="Go to"
      className="rise mx-auto mt-[12dvh] mb-auto max-h-[70dvh] w-[calc(100vw-2rem)] max-w-xl overflow-hidden rounded-2xl border bg-raised shadow-pop"
    >
      <Command label="Go to" loop shouldFilter={false}>
        <div className="flex items-center gap-2.5 border-b px-4">
          <Search className="size-4 shrink-0 text-ink-faint" aria-hidden="true" />
          <Command.Input
            data-first-focus
            value={query}
            onValueChange={setQuery}
            placeholder="Search projects and pages…"
            className="h-12 w-full bg-transparent text-[0.9375rem] outline-none"
          />
        </div>
        <Command.List className="max-h-[min(24rem,55dvh)] scroll-py-2 overflow-y-auto p-2 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-ink-faint [&_[cmdk-group-heading]]:text-xs">
          <Command.Empty className="px-2 py-10 text-center text-ink-faint">Nothing found.</Command.Empty>
          {groups.map((group) => (
            <Command.Group key={group} heading={group}>
              {found
                .filter((entry) => entry.group === group)
                .map((entry) => (
                  <Item
                    key={`${entry.text} ${entry.note}`}
                    entry={entry}
                    onSelect={() => {
                      onClose();
                      entry.act();
                    }}
                  />
                ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </DialogSurface>
  );
}

interface Entry extends PaletteEntry {
  icon: LucideIcon;
  note?: string;
  act: () => unknown;
}

interface ItemProps {
  entry: Entry;
  onSelect: () => void;
}

function Item({ entry: { group, text, note, icon: Icon }, onSelect }: ItemProps) {
  return (
    <Command.Item
      value={`${group} ${text} ${note ?? ""}`}
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
