import { Download } from "lucide-react";
import { useState } from "react";
import { ChoiceCards } from "@/components/choice-cards";
import { SwitchLine } from "@/components/switch-line";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type ExportWish, exportAddress, tablesFault } from "./export";

const formats: readonly { value: ExportWish["format"]; text: string; note: string }[] = [
  { value: "custom", text: "Archive", note: "For pg_restore and for the import here. Compressed." },
  { value: "sql", text: "SQL", note: "A script that psql runs, to read and to edit." },
];

const contents: readonly { value: ExportWish["content"]; text: string; note: string }[] = [
  { value: "all", text: "Everything", note: "Tables, policies, functions and rows." },
  { value: "schema", text: "Definitions only", note: "No rows." },
  { value: "data", text: "Rows only", note: "Into tables that exist." },
];

export function ExportCard({ projectId }: { projectId: string }) {
  const [wish, setWish] = useState<ExportWish>({
    format: "custom",
    content: "all",
    excludeAuth: false,
    inserts: false,
    compress: false,
    tables: "",
  });
  const change = (part: Partial<ExportWish>): void => setWish({ ...wish, ...part });
  const fault = tablesFault(wish.tables);
  return (
    <Card aria-label="Export">
      <CardHeader
        title="Export"
        description="A dump of this project’s database, made by pg_dump while you wait."
      />
      <CardBody className="grid gap-6">
        <ChoiceCards
          label="Format"
          name="format"
          value={wish.format}
          choices={formats}
          onChange={(format) => change({ format })}
        />
        <ChoiceCards
          label="Content"
          name="content"
          value={wish.content}
          choices={contents}
          onChange={(content) => change({ content })}
          className="sm:grid-cols-3"
        />
        <div className="grid gap-4">
          <SwitchLine
            label="Leave the users of your app out"
            note="No schema auth: no accounts, no sessions."
            checked={wish.excludeAuth}
            onChange={(event) => change({ excludeAuth: event.target.checked })}
          />
          {wish.format === "sql" && (
            <>
              <SwitchLine
                label="Rows as INSERT statements"
                note="Slower to bring in, but other databases understand it."
                checked={wish.inserts}
                onChange={(event) => change({ inserts: event.target.checked })}
              />
              <SwitchLine
                label="Compress"
                note="As .sql.gz."
                checked={wish.compress}
                onChange={(event) => change({ compress: event.target.checked })}
              />
            </>
          )}
        </div>
        <Field
          label="Only these tables"
          optional
          fault={fault}
          hint="Names between commas, as in orders, shop.items. Empty means all."
          className="max-w-xl"
        >
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              spellCheck={false}
              className="font-mono"
              value={wish.tables}
              onChange={(event) => change({ tables: event.target.value })}
            />
          )}
        </Field>
      </CardBody>
      <CardFooter>
        {fault === undefined ? (
          <Button asChild look="primary" size="sm">
            <a href={exportAddress(projectId, wish)} download>
              <Download aria-hidden="true" />
              Download
            </a>
          </Button>
        ) : (
          <Button look="primary" size="sm" disabled>
            <Download aria-hidden="true" />
            Download
          </Button>
        )}
      </CardFooter>
    </Card>
  );
}
