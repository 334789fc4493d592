import { useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { AdminOrganisation, LimitValues } from "@/api/types";
import { Refusal, useForm } from "@/components/form";
import { ListSkeleton } from "@/components/list-skeleton";
import { ErrorState } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { fieldsOf, type LimitField, limitFaults, limitFields, limitsOf, limitText } from "./limit-values";

const labels: Record<LimitField, string> = {
  projects: "Projects",
  connections: "Connections to its databases",
  database_gb: "Size of its databases, in GB",
  request_rate: "Requests, with what may come at once",
};

interface LimitsDialogProps {
  organisation: AdminOrganisation;
  onClose: () => void;
}

export function LimitsDialog({ organisation, onClose }: LimitsDialogProps) {
  const limits = useQuery({
    queryKey: ["admin", "limits", organisation.id],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/platform/admin/orgs/{id}/limits", { params: { path: { id: organisation.id } }, signal }),
      ),
    gcTime: 0,
  });
  return (
    <Dialog
      title={`Limits of ${organisation.name}`}
      description="Leave a field empty to follow the default; write “none” to lift the limit."
      onClose={onClose}
    >
      {limits.isPending && <ListSkeleton rows={4} />}
      {limits.isError && <ErrorState error={limits.error} onRetry={() => limits.refetch()} />}
      {limits.data !== undefined && (
        <LimitsForm
          organisation={organisation}
          overrides={limits.data.overrides}
          defaults={limits.data.defaults}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

interface LimitsFormProps extends LimitsDialogProps {
  overrides: LimitValues;
  defaults: LimitValues;
}

function LimitsForm({ organisation, overrides, defaults, onClose }: LimitsFormProps) {
  const queryClient = useQueryClient();
  const shown = fieldsOf(overrides);
  const form = useForm({
    fields: limitFields,
    validate: limitFaults,
    submit: (values) =>
      answer(
        api.PUT("/platform/admin/orgs/{id}/limits", {
          params: { path: { id: organisation.id } },
          body: limitsOf(values),
        }),
      ),
    locate: ({ fields }) =>
      fields.database_bytes === undefined ? {} : { database_gb: fields.database_bytes },
    onDone: () => {
      void queryClient.invalidateQueries({ queryKey: ["admin", "limits", organisation.id] });
      void queryClient.invalidateQueries({ queryKey: ["organisation", organisation.id] });
      toast("The limits are in force.");
      onClose();
    },
  });
  return (
    <form {...form.props} className="grid gap-5">
      <Refusal error={form.refusal} />
      <div className="grid gap-4 sm:grid-cols-2">
        {limitFields.map((name) => (
          <Field
            key={name}
            label={labels[name]}
            fault={form.faults[name]}
            hint={`Default: ${limitText(name, defaults)}`}
          >
            {(control) => (
              <Input
                {...control}
                name={name}
                autoComplete="off"
                defaultValue={shown[name]}
                placeholder={limitText(name, defaults)}
              />
            )}
          </Field>
        ))}
      </div>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" busy={form.busy}>
          Save limits
        </Button>
      </DialogActions>
    </form>
  );
}
