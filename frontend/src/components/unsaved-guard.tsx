import { useBlocker } from "@tanstack/react-router";
import { Button } from "./ui/button";
import { Dialog, DialogActions } from "./ui/dialog";

/// Asks before a page with unsaved changes is left, by a link or by closing the window.
export function UnsavedGuard({ dirty }: { dirty: boolean }) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && current.pathname !== next.pathname,
    enableBeforeUnload: dirty,
    withResolver: true,
  });
  if (status !== "blocked") return null;
  return (
    <Dialog
      title="Leave without saving?"
      description="What you have changed on this page would be lost."
      size="sm"
      onClose={reset}
    >
      <DialogActions>
        <Button onClick={proceed} look="danger-outline">
          Leave
        </Button>
        <Button onClick={reset} look="primary" data-first-focus>
          Stay
        </Button>
      </DialogActions>
    </Dialog>
  );
}
