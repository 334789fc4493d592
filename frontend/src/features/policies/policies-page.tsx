export function PoliciesPage(_: {
  projectId: string;
  schema: string;
  name: string | undefined;
  onChoose: (chosen: { schema?: string; name?: string }) => void;
}) {
  return null;
}
