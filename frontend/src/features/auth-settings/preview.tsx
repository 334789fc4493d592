import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { filled } from "./templates";

interface PreviewProps {
  projectId: string;
  kind: string;
  subject: string;
  body: string;
}

/// A mail as it will look, with samples for what is not known yet. It is shown without any right, in a frame of its own
/// origin.
export function Preview({ subject, body }: PreviewProps) {
  return (
    <Card aria-label="Preview" className="min-w-0">
      <CardHeader title="Preview" description={filled(subject)} />
      <CardBody>
        <iframe
          title="Preview"
          sandbox=""
          srcDoc={filled(body)}
          className="h-96 w-full rounded-lg border bg-white"
        />
      </CardBody>
    </Card>
  );
}
