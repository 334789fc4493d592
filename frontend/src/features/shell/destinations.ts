import { linkOptions } from "@tanstack/react-router";
import { Database, Inbox, KeyRound, LayoutGrid, Rocket, Settings, UserRound } from "lucide-react";

/// Where the sidebar and the command palette lead to.
export const generalDestinations = [
  { text: "Projects", icon: LayoutGrid, link: linkOptions({ to: "/projects" }) },
  { text: "Account", icon: UserRound, link: linkOptions({ to: "/account" }) },
] as const;

export function projectDestinations(projectId: string) {
  const params = { projectId };
  return [
    { text: "Overview", icon: Rocket, link: linkOptions({ to: "/projects/$projectId", params }) },
    { text: "API keys", icon: KeyRound, link: linkOptions({ to: "/projects/$projectId/keys", params }) },
    { text: "Database", icon: Database, link: linkOptions({ to: "/projects/$projectId/database", params }) },
    { text: "Mailbox", icon: Inbox, link: linkOptions({ to: "/projects/$projectId/mailbox", params }) },
    { text: "Settings", icon: Settings, link: linkOptions({ to: "/projects/$projectId/settings", params }) },
  ] as const;
}
