import { type LinkOptions, linkOptions } from "@tanstack/react-router";
import {
  Activity,
  AtSign,
  BookOpen,
  Building2,
  ChartColumn,
  Database,
  DatabaseBackup,
  FileClock,
  Fingerprint,
  Gauge,
  HardDriveUpload,
  Inbox,
  KeyRound,
  LayoutGrid,
  ListChecks,
  type LucideIcon,
  MailPlus,
  PlugZap,
  Rocket,
  ScrollText,
  Settings,
  ShieldCheck,
  SlidersHorizontal,
  SquareTerminal,
  Table2,
  UserRound,
  Users,
} from "lucide-react";

/// Where the sidebar, the command palette and the shortcuts lead to.
export interface Destination {
  text: string;
  icon: LucideIcon;
  link: LinkOptions;
  /// The key after `g` that leads there.
  key?: string;
}

export interface Group {
  /// Nothing for what needs no heading.
  title: string | null;
  destinations: readonly Destination[];
}

export function projectGroups(projectId: string): readonly Group[] {
  const params = { projectId };
  return [
    {
      title: null,
      destinations: [
        {
          text: "Overview",
          icon: Rocket,
          key: "h",
          link: linkOptions({ to: "/projects/$projectId", params }),
        },
      ],
    },
    {
      title: "Data",
      destinations: [
        {
          text: "Table editor",
          icon: Table2,
          key: "t",
          link: linkOptions({ to: "/projects/$projectId/tables", params }),
        },
        {
          text: "SQL editor",
          icon: SquareTerminal,
          key: "s",
          link: linkOptions({ to: "/projects/$projectId/sql", params }),
        },
        {
          text: "Policies",
          icon: ShieldCheck,
          key: "r",
          link: linkOptions({ to: "/projects/$projectId/policies", params }),
        },
        {
          text: "API docs",
          icon: BookOpen,
          key: "d",
          link: linkOptions({ to: "/projects/$projectId/api", params }),
        },
        {
          text: "Database",
          icon: Database,
          key: "c",
          link: linkOptions({ to: "/projects/$projectId/database", params }),
        },
      ],
    },
    {
      title: "Authentication",
      destinations: [
        {
          text: "Users",
          icon: Users,
          key: "u",
          link: linkOptions({ to: "/projects/$projectId/auth/users", params }),
        },
        {
          text: "Sign-in",
          icon: Fingerprint,
          key: "i",
          link: linkOptions({ to: "/projects/$projectId/auth/settings", params }),
        },
        {
          text: "Mail templates",
          icon: AtSign,
          key: "e",
          link: linkOptions({ to: "/projects/$projectId/auth/templates", params }),
        },
        {
          text: "Mailbox",
          icon: Inbox,
          key: "m",
          link: linkOptions({ to: "/projects/$projectId/mailbox", params }),
        },
      ],
    },
    {
      title: "Insight",
      destinations: [
        {
          text: "Analytics",
          icon: ChartColumn,
          key: "a",
          link: linkOptions({ to: "/projects/$projectId/analytics", params }),
        },
        {
          text: "Logs",
          icon: ScrollText,
          key: "l",
          link: linkOptions({ to: "/projects/$projectId/logs", params }),
        },
      ],
    },
    {
      title: "Manage",
      destinations: [
        {
          text: "API keys",
          icon: KeyRound,
          key: "k",
          link: linkOptions({ to: "/projects/$projectId/keys", params }),
        },
        {
          text: "Backups",
          icon: DatabaseBackup,
          key: "b",
          link: linkOptions({ to: "/projects/$projectId/backups", params }),
        },
        {
          text: "Import and export",
          icon: HardDriveUpload,
          key: "v",
          link: linkOptions({ to: "/projects/$projectId/transfer", params }),
        },
        {
          text: "Settings",
          icon: Settings,
          key: ",",
          link: linkOptions({ to: "/projects/$projectId/settings", params }),
        },
      ],
    },
  ];
}

export function organisationGroups(orgId: string): readonly Group[] {
  const params = { orgId };
  return [
    {
      title: null,
      destinations: [
        { text: "Projects", icon: LayoutGrid, key: "p", link: linkOptions({ to: "/orgs/$orgId", params }) },
      ],
    },
    {
      title: "Organisation",
      destinations: [
        { text: "Members", icon: Users, key: "o", link: linkOptions({ to: "/orgs/$orgId/members", params }) },
        { text: "Usage", icon: Gauge, link: linkOptions({ to: "/orgs/$orgId/usage", params }) },
        {
          text: "Backup storage",
          icon: DatabaseBackup,
          link: linkOptions({ to: "/orgs/$orgId/backups", params }),
        },
        {
          text: "Organisation settings",
          icon: Building2,
          link: linkOptions({ to: "/orgs/$orgId/settings", params }),
        },
      ],
    },
  ];
}

export const ownGroup: Group = {
  title: "You",
  destinations: [{ text: "Account", icon: UserRound, link: linkOptions({ to: "/account" }) }],
};

export const adminGroup: Group = {
  title: "This server",
  destinations: [
    { text: "Users of the server", icon: Users, link: linkOptions({ to: "/admin/users" }) },
    { text: "Registration", icon: MailPlus, link: linkOptions({ to: "/admin/registration" }) },
    { text: "Limits", icon: SlidersHorizontal, link: linkOptions({ to: "/admin/limits" }) },
    { text: "Jobs", icon: ListChecks, link: linkOptions({ to: "/admin/jobs" }) },
    { text: "Connection pools", icon: PlugZap, link: linkOptions({ to: "/admin/pools" }) },
    { text: "Audit log", icon: FileClock, link: linkOptions({ to: "/admin/audit" }) },
  ],
};

/// The way from everywhere into the pages of administrators.
export const administration: Destination = {
  text: "Administration",
  icon: Activity,
  link: linkOptions({ to: "/admin/users" }),
};
