import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { projectQuery } from "@/api/projects";
import { SearchField } from "@/components/search-field";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { ValueField } from "@/components/value-field";
import { AuthPage } from "./auth-page";
import { configOf, type Editor, useEditor } from "./config";
import { providerSettings, providersOf, providerTitle } from "./providers";
import { SettingRow } from "./setting-row";

export function ProvidersPage({ projectId }: { projectId: string }) {
  const { data: project } = useSuspenseQuery(projectQuery(projectId));
  const editor = useEditor(project);
  const config = configOf(project);
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const providers = providersOf(config).filter((name) => providerTitle(name).toLowerCase().includes(wanted));
  return (
    <AuthPage project={project} editor={editor}>
      <ValueField
        label="Callback address"
        value={`${project.api_url.replace(/\/+$/, "")}/auth/v1/callback`}
        hint="Give it to the provider when you register your app there."
      />
      <SearchField label="Search providers" value={search} onChange={setSearch} />
      <Card aria-label="Providers">
        {providers.length === 0 && (
          <p className="px-4 py-8 text-center text-ink-faint text-[0.8125rem]">
            No provider has such a name.
          </p>
        )}
        <ul aria-label="Providers" className="divide-y">
          {providers.map((provider) => (
            <Provider
              key={provider}
              title={providerTitle(provider)}
              on={editor.value(`EXTERNAL_${provider}_ENABLED`) === true}
              settings={providerSettings(config, provider)}
              editor={editor}
            />
          ))}
        </ul>
      </Card>
    </AuthPage>
  );
}

interface ProviderProps {
  title: string;
  on: boolean;
  settings: ReturnType<typeof providerSettings>;
  editor: Editor;
}

function Provider({ title, on, settings, editor }: ProviderProps) {
  const [open, setOpen] = useState(false);
  return (
    <li>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="-outline-offset-2 flex items-center justify-between gap-3 px-4 py-3 transition-colors hover:bg-hover sm:px-5">
          <span className="font-medium text-[0.8125rem]">{title}</span>
          <Badge tone={on ? "success" : "neutral"}>{on ? "on" : "off"}</Badge>
        </summary>
        {open && (
          <div className="grid gap-5 border-t bg-canvas px-4 py-5 sm:px-5">
            {settings.map((setting) => (
              <SettingRow key={setting.name} setting={setting} editor={editor} />
            ))}
          </div>
        )}
      </details>
    </li>
  );
}
