import { useSuspenseQuery } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { projectQuery } from "@/api/projects";
import { Page } from "@/components/page";
import { PausedBanner } from "@/components/paused-banner";
import { SwitchLine } from "@/components/switch-line";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { SaveBar } from "./auth-page";
import { configOf, type Editor, useEditor } from "./config";
import { Preview } from "./preview";
import { type MailTemplate, mailTemplates, namesOf, variables } from "./templates";

interface TemplatesPageProps {
  projectId: string;
  kind: string | undefined;
  onKind: (kind: string) => void;
}

export function TemplatesPage({ projectId, kind, onKind }: TemplatesPageProps) {
  const { data: project } = useSuspenseQuery(projectQuery(projectId));
  const editor = useEditor(project);
  const config = configOf(project);
  const known = mailTemplates.filter((template) => namesOf(template.kind).body in config);
  const shown = known.find((template) => template.kind === kind) ?? known[0];
  return (
    <Page
      title="Mail templates"
      description="What your users read. Empty templates use our own words."
      width="wide"
    >
      <PausedBanner project={project} />
      <div className="grid items-start gap-6 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <Card aria-label="Mails">
          <ul aria-label="Mails" className="grid p-1.5 max-lg:grid-cols-2">
            {known.map((template) => (
              <li key={template.kind}>
                <button
                  type="button"
                  aria-current={template === shown}
                  onClick={() => onKind(template.kind)}
                  className={cn(
                    "-outline-offset-2 flex w-full items-center justify-between gap-2 rounded-lg px-2.5 py-1.5 text-left text-[0.8125rem] transition-colors hover:bg-hover",
                    template === shown && "bg-hover font-medium",
                  )}
                >
                  {template.title}
                  {editor.value(namesOf(template.kind).body) !== "" && <Badge tone="accent">own</Badge>}
                </button>
              </li>
            ))}
          </ul>
        </Card>
        {shown !== undefined && (
          <TemplateEditor key={shown.kind} projectId={projectId} template={shown} editor={editor} />
        )}
      </div>
      <SaveBar editor={editor} />
    </Page>
  );
}

interface TemplateEditorProps {
  projectId: string;
  template: MailTemplate;
  editor: Editor;
}

function TemplateEditor({ projectId, template, editor }: TemplateEditorProps) {
  const names = namesOf(template.kind);
  const ownSubject = String(editor.value(names.subject) ?? "");
  const ownBody = String(editor.value(names.body) ?? "");
  return (
    <div className="grid min-w-0 gap-6 2xl:grid-cols-2">
      <Card aria-label="Template" className="min-w-0">
        <CardHeader
          title={template.title}
          description={template.note}
          action={
            ownBody !== "" && (
              <Button
                size="sm"
                onClick={() => {
                  editor.set(names.subject, "");
                  editor.set(names.body, "");
                }}
              >
                <RotateCcw aria-hidden="true" />
                Our words again
              </Button>
            )
          }
        />
        <CardBody className="grid gap-5">
          {names.enabled !== null && editor.value(names.enabled) !== undefined && (
            <SwitchLine
              label="Send this notice"
              checked={editor.value(names.enabled) === true}
              onChange={(event) => names.enabled !== null && editor.set(names.enabled, event.target.checked)}
            />
          )}
          <Field label="Subject" fault={editor.fault(names.subject)}>
            {(control) => (
              <Input
                {...control}
                value={ownSubject}
                placeholder={template.subject}
                onChange={(event) => editor.set(names.subject, event.target.value)}
              />
            )}
          </Field>
          {ownBody === "" ? (
            <Button className="justify-self-start" onClick={() => editor.set(names.body, template.body)}>
              Write my own
            </Button>
          ) : (
            <Field label="Text, as HTML" fault={editor.fault(names.body)}>
              {(control) => (
                <Textarea
                  {...control}
                  rows={16}
                  spellCheck={false}
                  className="font-mono text-[0.8125rem]"
                  value={ownBody}
                  onChange={(event) => editor.set(names.body, event.target.value)}
                />
              )}
            </Field>
          )}
          <details>
            <summary className="text-ink-soft text-[0.8125rem]">What a template may say</summary>
            <dl className="mt-3 grid gap-x-4 gap-y-1.5 text-xs sm:grid-cols-[max-content_1fr]">
              {variables.map(({ name, note }) => (
                <div key={name} className="contents">
                  <dt>
                    <code className="font-mono">{`{{ ${name} }}`}</code>
                  </dt>
                  <dd className="text-ink-faint">{note}</dd>
                </div>
              ))}
            </dl>
          </details>
        </CardBody>
      </Card>
      <Preview
        projectId={projectId}
        kind={template.kind}
        subject={ownSubject === "" ? template.subject : ownSubject}
        body={ownBody === "" ? template.body : ownBody}
      />
    </div>
  );
}
