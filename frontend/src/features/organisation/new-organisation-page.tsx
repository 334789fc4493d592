import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { organisationQuery, organisationsQuery } from "@/api/organisations";
import { faultsOf } from "@/components/field-rules";
import { Refusal, useForm } from "@/components/form";
import { Page } from "@/components/page";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { organisationNameFault, slugFault, slugOf } from "./slug";

export function NewOrganisationPage() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const slug = chosen ?? slugOf(name);
  const form = useForm({
    fields: ["name", "slug"],
    validate: (values) =>
      faultsOf({ name: organisationNameFault(values.name), slug: slugFault(values.slug) }),
    submit: (values) =>
      answer(api.POST("/platform/orgs", { body: { name: values.name.trim(), slug: values.slug } })),
    locate: ({ status, message }) => (status === 409 ? { slug: message } : {}),
    onDone: async (made) => {
      queryClient.setQueryData(organisationsQuery.queryKey, (known) => [...(known ?? []), made]);
      void queryClient.invalidateQueries(organisationsQuery);
      void queryClient.invalidateQueries(organisationQuery(made.id));
      await navigate({ to: "/orgs/$orgId/members", params: { orgId: made.id } });
      toast(`${made.name} is ready. Invite your team.`);
    },
  });
  return (
    <Page
      title="New organisation"
      description="People share projects in an organisation, each with a role of their own."
    >
      <Card aria-label="New organisation">
        <form {...form.props}>
          <CardHeader title="Name it" description="Both can be changed later." />
          <CardBody>
            <div className="grid max-w-md gap-4">
              <Refusal error={form.refusal} />
              <Field label="Name" fault={form.faults.name}>
                {(control) => (
                  <Input
                    {...control}
                    name="name"
                    autoComplete="organization"
                    autoFocus
                    maxLength={120}
                    placeholder="Ann & Sons"
                    value={name}
                    onChange={(event) => setName(event.target.value)}
                  />
                )}
              </Field>
              <Field label="Slug" fault={form.faults.slug} hint="A short name, unique on this server.">
                {(control) => (
                  <Input
                    {...control}
                    name="slug"
                    autoComplete="off"
                    autoCapitalize="off"
                    spellCheck={false}
                    className="font-mono"
                    value={slug}
                    onChange={(event) => setChosen(event.target.value)}
                  />
                )}
              </Field>
            </div>
          </CardBody>
          <CardFooter>
            <Button type="submit" look="primary" size="sm" busy={form.busy}>
              Create organisation
            </Button>
          </CardFooter>
        </form>
      </Card>
    </Page>
  );
}
