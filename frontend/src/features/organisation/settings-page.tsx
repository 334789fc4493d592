import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { isAtLeast, isPersonal, organisationQuery, organisationsQuery } from "@/api/organisations";
import type { OrganisationDetail } from "@/api/types";
import { faultsOf } from "@/components/field-rules";
import { Refusal, useForm } from "@/components/form";
import { Page } from "@/components/page";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { OrganisationDangerZone } from "./danger-zone";
import { organisationNameFault, slugFault } from "./slug";

export function OrganisationSettingsPage({ orgId }: { orgId: string }) {
  const { data: organisation } = useSuspenseQuery(organisationQuery(orgId));
  return (
    <Page title="Organisation settings" description={`The name of ${organisation.name}, and its end.`}>
      <NameForm key={organisation.id} organisation={organisation} />
      <OrganisationDangerZone organisation={organisation} />
    </Page>
  );
}

function NameForm({ organisation }: { organisation: OrganisationDetail }) {
  const queryClient = useQueryClient();
  const personal = isPersonal(organisation);
  const locked = !isAtLeast(organisation.role, "admin");
  const form = useForm({
    fields: ["name", "slug"],
    validate: ({ name, slug }) =>
      faultsOf({ name: organisationNameFault(name), slug: personal ? undefined : slugFault(slug) }),
    submit: ({ name, slug }) =>
      answer(
        api.PATCH("/platform/orgs/{id}", {
          params: { path: { id: organisation.id } },
          body: { name: name.trim(), ...(personal ? {} : { slug }) },
        }),
      ),
    locate: ({ status, message }) => (status === 409 ? { slug: message } : {}),
    onDone: (changed) => {
      queryClient.setQueryData(organisationQuery(organisation.id).queryKey, { ...organisation, ...changed });
      void queryClient.invalidateQueries(organisationsQuery);
      toast("Saved.");
    },
  });
  return (
    <Card aria-label="Name">
      <form {...form.props}>
        <CardHeader
          title="Name"
          description={
            personal
              ? "Your personal organisation. Its slug is made from your account."
              : "Shown to its members."
          }
        />
        <CardBody>
          <fieldset disabled={locked} className="grid max-w-md gap-4">
            <Refusal error={form.refusal} />
            <Field label="Name" fault={form.faults.name}>
              {(control) => (
                <Input {...control} name="name" autoComplete="off" defaultValue={organisation.name} />
              )}
            </Field>
            <Field label="Slug" fault={form.faults.slug}>
              {(control) => (
                <Input
                  {...control}
                  name="slug"
                  autoComplete="off"
                  spellCheck={false}
                  className="font-mono"
                  readOnly={personal}
                  defaultValue={organisation.slug}
                />
              )}
            </Field>
          </fieldset>
        </CardBody>
        {!locked && (
          <CardFooter>
            <Button type="submit" look="primary" size="sm" busy={form.busy}>
              Save changes
            </Button>
          </CardFooter>
        )}
      </form>
    </Card>
  );
}
