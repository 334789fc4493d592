import { useSuspenseQuery } from "@tanstack/react-query";
import { projectQuery } from "@/api/projects";
import { Page } from "@/components/page";
import { PausedBanner } from "@/components/paused-banner";
import { DangerZone } from "./danger-zone";
import { SignUpSettings } from "./sign-up-settings";

export function ProjectSettingsPage({ projectId }: { projectId: string }) {
  const { data: project } = useSuspenseQuery(projectQuery(projectId));
  return (
    <Page title="Settings" description="Sign-up, pausing and deletion of this project.">
      <PausedBanner project={project} />
      <SignUpSettings key={project.id} project={project} />
      <DangerZone project={project} />
    </Page>
  );
}
