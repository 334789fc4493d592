import { type ReactNode, useState } from "react";
import { Refusal, useForm } from "./form";
import { Button } from "./ui/button";
import { Dialog, DialogActions } from "./ui/dialog";
import { Field } from "./ui/field";
import { Input } from "./ui/input";

interface ConfirmDialogProps<Result> {
  title: string;
  /// What will happen, and that it can't be undone.
  children: ReactNode;
  /// The words on the button that does it.
  verb: string;
  /// A text to be typed first, for what can't be undone.
  phrase?: string;
  tone?: "danger" | "primary";
  confirm: () => Promise<Result>;
  onDone: (result: Result) => void;
  onClose: () => void;
}

export function ConfirmDialog<Result>(props: ConfirmDialogProps<Result>) {
  const { title, children, verb, phrase, tone = "danger", confirm, onDone, onClose } = props;
  const [typed, setTyped] = useState("");
  const form = useForm({ fields: ["phrase"], submit: confirm, onDone });
  return (
    <Dialog title={title} description={children} size="sm" onClose={onClose}>
      <form {...form.props} className="grid gap-5">
        {phrase !== undefined && (
          <Field
            label={
              <>
                Type <strong className="select-all font-mono text-danger">{phrase}</strong> to confirm
              </>
            }
          >
            {(control) => (
              <Input
                {...control}
                name="phrase"
                autoComplete="off"
                autoCapitalize="off"
                spellCheck={false}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
          </Field>
        )}
        <Refusal error={form.refusal} />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            look={tone}
            busy={form.busy}
            disabled={phrase !== undefined && typed.trim() !== phrase}
          >
            {verb}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
