import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { ApiError } from "@/api/error";
import { Callout } from "./ui/callout";

export type Values<Name extends string> = Readonly<Record<Name, string>>;
export type Faults<Name extends string> = Partial<Record<Name, string>>;

interface FormOptions<Name extends string, Result> {
  /// The names of the inputs; where the API has a field of that name, its faults are shown there.
  fields: readonly Name[];
  validate?: (values: Values<Name>) => Faults<Name>;
  submit: (values: Values<Name>) => Promise<Result>;
  onDone?: (result: Result, form: HTMLFormElement) => void | Promise<void>;
  /// Says which field a refusal without `fields` is about.
  locate?: (refusal: ApiError) => Faults<Name>;
}

/// A form of uncontrolled inputs: checks them, submits them, and leads to the first one at fault.
export function useForm<const Name extends string, Result>(options: FormOptions<Name, Result>) {
  const form = useRef<HTMLFormElement>(null);
  const [faults, setFaults] = useState<Faults<Name>>({});
  const [refusal, setRefusal] = useState<Error | null>(null);
  const mutation = useMutation({ mutationFn: options.submit });

  useEffect(() => {
    if (Object.keys(faults).length === 0) return;
    form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [faults]);

  const onSubmit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (mutation.isPending) return;
    const element = event.currentTarget;
    const values = valuesOf(new FormData(element), options.fields);
    const found = options.validate?.(values) ?? {};
    setRefusal(null);
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    try {
      const result = await mutation.mutateAsync(values);
      await options.onDone?.(result, element);
    } catch (failure) {
      const placed = placedFaults(failure, options.fields, options.locate);
      setFaults(placed);
      if (Object.keys(placed).length === 0) {
        setRefusal(failure instanceof Error ? failure : new Error(String(failure)));
      }
    }
  };

  return { faults, refusal, busy: mutation.isPending, props: { ref: form, onSubmit, noValidate: true } };
}

function valuesOf<Name extends string>(data: FormData, fields: readonly Name[]): Values<Name> {
  const entries = fields.map((name) => [name, String(data.get(name) ?? "")]);
  return Object.fromEntries(entries) as Record<Name, string>;
}

/// The faults of a refusal that belong to inputs of this form.
export function placedFaults<Name extends string>(
  failure: unknown,
  fields: readonly Name[],
  locate?: (refusal: ApiError) => Faults<Name>,
): Faults<Name> {
  if (!(failure instanceof ApiError)) return {};
  const placed: Faults<Name> = {};
  for (const name of fields) {
    const fault = failure.fields[name];
    if (fault !== undefined) placed[name] = fault;
  }
  return Object.keys(placed).length > 0 ? placed : (locate?.(failure) ?? {});
}

export function Refusal({ error }: { error: Error | null }) {
  if (error === null) return null;
  const requestId = error instanceof ApiError && error.status >= 500 ? error.requestId : null;
  return (
    <Callout tone="danger">
      {error.message}
      {requestId !== null && <span className="mt-0.5 block text-xs opacity-80">Request {requestId}</span>}
    </Callout>
  );
}
