import { useSuspenseQuery } from "@tanstack/react-query";
import { Webhook } from "lucide-react";
import { projectQuery } from "@/api/projects";
import { EmptyState } from "@/components/states";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { AuthPage } from "./auth-page";
import { configOf, useEditor } from "./config";
import { SettingRow } from "./setting-row";

const notes: Readonly<Record<string, { title: string; note: string }>> = {
  CUSTOM_ACCESS_TOKEN: {
    title: "Access token",
    note: "Asked whenever an access token is signed. May replace its claims.",
  },
  BEFORE_USER_CREATED: { title: "Before a user is created", note: "May refuse, whatever way they come." },
  AFTER_USER_CREATED: { title: "After a user was created", note: "Told of it. May do nothing." },
  PASSWORD_VERIFICATION_ATTEMPT: {
    title: "Password attempt",
    note: "After the password of a known user was compared. May refuse and end sessions.",
  },
  MFA_VERIFICATION_ATTEMPT: {
    title: "Second factor attempt",
    note: "After a second factor was checked. May refuse and end sessions.",
  },
  SEND_EMAIL: { title: "Send a mail", note: "Instead of the mail server." },
  SEND_SMS: { title: "Send a message", note: "Instead of the provider." },
};

export function HooksPage({ projectId }: { projectId: string }) {
  const { data: project } = useSuspenseQuery(projectQuery(projectId));
  const editor = useEditor(project);
  const config = configOf(project);
  const hooks = Object.entries(notes).filter(([hook]) => `HOOK_${hook}_ENABLED` in config);
  return (
    <AuthPage project={project} editor={editor}>
      {hooks.length === 0 && (
        <EmptyState icon={Webhook} title="This server has no hooks">
          Its version is older than this dashboard.
        </EmptyState>
      )}
      {hooks.map(([hook, { title, note }]) => (
        <Card key={hook} aria-label={title}>
          <CardHeader title={title} description={note} />
          <CardBody className="grid gap-5">
            <SettingRow setting={{ name: `HOOK_${hook}_ENABLED`, label: "Use this hook" }} editor={editor} />
            {editor.value(`HOOK_${hook}_ENABLED`) === true && (
              <>
                <SettingRow
                  setting={{
                    name: `HOOK_${hook}_URI`,
                    label: "Address",
                    note: "https://… or pg-functions://postgres/<schema>/<function>",
                  }}
                  editor={editor}
                />
                <SettingRow
                  setting={{
                    name: `HOOK_${hook}_SECRETS`,
                    label: "Secret",
                    note: "v1,whsec_… signs the calls, as Standard Webhooks have it. A function needs none.",
                  }}
                  editor={editor}
                />
              </>
            )}
          </CardBody>
        </Card>
      ))}
    </AuthPage>
  );
}
