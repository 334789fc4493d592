import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { ApiError } from "@/api/error";
import { projectQuery } from "@/api/projects";
import type { Project } from "@/api/types";
import { toast } from "@/components/ui/toast";

export type SettingValue = boolean | number | string | readonly string[];
export type Config = Readonly<Record<string, SettingValue>>;

/// All settings of sign-in by their names; what is neither text, number, switch nor list is left out.
export function configOf(project: Pick<Project, "settings">): Config {
  const config: Record<string, SettingValue> = {};
  for (const [name, value] of Object.entries(project.settings.auth ?? {})) {
    if (typeof value === "boolean" || typeof value === "number" || typeof value === "string") {
      config[name] = value;
    } else if (Array.isArray(value)) {
      config[name] = value.map(String);
    }
  }
  return config;
}

/// Secrets are shown so where there is one.
export const MASK = "********";

export function isSecret(name: string): boolean {
  return /_(?:SECRET|SECRETS|PASS|PASSWORD|TOKEN|KEY|KEYS|HEADERS|AUTH_TOKEN|TEST_OTP)$/.test(name);
}

function same(one: SettingValue | undefined, other: SettingValue | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/// Without those that are as they were.
export function changesOf(config: Config, draft: Config): Config {
  return Object.fromEntries(Object.entries(draft).filter(([name, value]) => !same(config[name], value)));
}

export interface Editor {
  value: (name: string) => SettingValue | undefined;
  set: (name: string, value: SettingValue) => void;
  fault: (name: string) => string | undefined;
  changed: number;
  discard: () => void;
  save: () => void;
  saving: boolean;
  error: Error | null;
}

/// Settings that somebody edits, saved together.
export function useEditor(project: Project): Editor {
  const queryClient = useQueryClient();
  const config = configOf(project);
  const [draft, setDraft] = useState<Config>({});
  const changes = changesOf(config, draft);
  const save = useMutation({
    mutationFn: (auth: Config) =>
      answer(
        api.PATCH("/platform/projects/{id}/settings", {
          params: { path: { id: project.id } },
          body: { auth },
        }),
      ),
    onSuccess: (settings) => {
      queryClient.setQueryData(projectQuery(project.id).queryKey, (shown) =>
        shown === undefined ? undefined : { ...shown, settings },
      );
      setDraft({});
      toast("Settings saved. They are in force.");
    },
  });
  const faults = save.error instanceof ApiError ? save.error.fields : {};
  return {
    value: (name) => draft[name] ?? config[name],
    set: (name, value) => {
      save.reset();
      setDraft((before) => ({ ...before, [name]: value }));
    },
    fault: (name) => faults[name],
    changed: Object.keys(changes).length,
    discard: () => {
      save.reset();
      setDraft({});
    },
    save: () => save.mutate(changes),
    saving: save.isPending,
    error: save.error,
  };
}
