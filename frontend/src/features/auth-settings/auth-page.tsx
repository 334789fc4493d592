import { linkOptions } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Project } from "@/api/types";
import { Refusal } from "@/components/form";
import { Page } from "@/components/page";
import { PausedBanner } from "@/components/paused-banner";
import { Button } from "@/components/ui/button";
import { TabLinks } from "@/components/ui/tabs";
import { UnsavedGuard } from "@/components/unsaved-guard";
import type { Editor } from "./config";

/// The frame of all pages about how people sign in.
export function AuthPage({
  project,
  editor,
  children,
}: {
  project: Project;
  editor: Editor;
  children: ReactNode;
}) {
  const params = { projectId: project.id };
  return (
    <Page title="Sign-in" description="How people sign up and in to your app.">
      <TabLinks
        label="Sign-in"
        tabs={[
          { text: "Settings", link: linkOptions({ to: "/projects/$projectId/auth/settings", params }) },
          { text: "Providers", link: linkOptions({ to: "/projects/$projectId/auth/providers", params }) },
          { text: "Hooks", link: linkOptions({ to: "/projects/$projectId/auth/hooks", params }) },
        ]}
      />
      <PausedBanner project={project} />
      {children}
      <SaveBar editor={editor} />
    </Page>
  );
}

/// Comes up with the first change and stays in sight until it is saved or taken back.
export function SaveBar({ editor }: { editor: Editor }) {
  return (
    <>
      <UnsavedGuard dirty={editor.changed > 0} />
      {editor.changed > 0 && (
        <div className="rise sticky bottom-4 z-10 grid gap-3 rounded-xl border bg-raised p-3 shadow-pop">
          <Refusal error={editor.error} />
          <div className="flex flex-wrap items-center justify-end gap-2">
            <p className="min-w-0 flex-1 pl-1 text-[0.8125rem]" role="status">
              {editor.changed === 1 ? "One unsaved change" : `${editor.changed} unsaved changes`}
            </p>
            <Button size="sm" disabled={editor.saving} onClick={editor.discard}>
              Discard
            </Button>
            <Button size="sm" look="primary" busy={editor.saving} onClick={editor.save}>
              Save changes
            </Button>
          </div>
        </div>
      )}
    </>
  );
}
