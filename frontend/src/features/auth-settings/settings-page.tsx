import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { projectQuery } from "@/api/projects";
import { SearchField } from "@/components/search-field";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { AuthPage } from "./auth-page";
import { configOf, type Editor, useEditor } from "./config";
import { providersOf } from "./providers";
import { otherSettings, sections } from "./sections";
import { SettingRow } from "./setting-row";

export function AuthSettingsPage({ projectId }: { projectId: string }) {
  const { data: project } = useSuspenseQuery(projectQuery(projectId));
  const editor = useEditor(project);
  const config = configOf(project);
  return (
    <AuthPage project={project} editor={editor}>
      {sections.map(({ title, note, settings }) => {
        const known = settings.filter(({ name }) => name in config);
        if (known.length === 0) return null;
        return (
          <Card key={title} aria-label={title}>
            <CardHeader title={title} description={note} />
            <CardBody className="grid gap-5">
              {known.map((setting) => (
                <SettingRow key={setting.name} setting={setting} editor={editor} />
              ))}
            </CardBody>
          </Card>
        );
      })}
      <AllSettings names={Object.keys(config)} providers={providersOf(config)} editor={editor} />
    </AuthPage>
  );
}

interface AllSettingsProps {
  names: readonly string[];
  providers: readonly string[];
  editor: Editor;
}

function AllSettings({ names, providers, editor }: AllSettingsProps) {
  const [search, setSearch] = useState("");
  const all = otherSettings(names, providers);
  const words = search
    .toUpperCase()
    .split(/[\s_]+/)
    .filter(Boolean);
  const found = all.filter(({ name }) => words.every((word) => name.includes(word)));
  return (
    <Card aria-label="All other settings">
      <CardHeader
        title="All other settings"
        description="By the names that Supabase Auth gives them, for self-hosters who know them."
        action={<SearchField label="Search settings" value={search} onChange={setSearch} />}
      />
      <CardBody className="grid gap-5">
        {search === "" ? (
          <p className="text-ink-faint text-[0.8125rem]">
            {all.length} settings. Type a part of a name, as in “rate limit” or “sms”.
          </p>
        ) : found.length === 0 ? (
          <p className="text-ink-faint text-[0.8125rem]">No setting has such a name.</p>
        ) : (
          found
            .slice(0, 20)
            .map((setting) => (
              <SettingRow key={setting.name} setting={{ ...setting, label: setting.name }} editor={editor} />
            ))
        )}
        {found.length > 20 && search !== "" && (
          <p className="text-ink-faint text-xs">{found.length - 20} more. Type more of the name.</p>
        )}
      </CardBody>
    </Card>
  );
}
