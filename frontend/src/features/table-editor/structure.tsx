import { useNavigate } from "@tanstack/react-router";
import { KeyRound, Link2, Pencil, Plus, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { type Catalog, type CatalogColumn, type CatalogTable, holdsRows, kindText } from "@/api/studio";
import { DropDialog } from "@/components/sql-run";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import type { Sql } from "@/sql/sql";
import { shortType } from "./column-head";
import { dropColumn, dropConstraint, dropIndex, dropRelation } from "./ddl";
import { ColumnPanel, ConstraintPanel, ForeignKeyPanel, IndexPanel, TablePanel } from "./structure-panels";

interface StructureProps {
  projectId: string;
  catalog: Catalog;
  table: CatalogTable;
  /// Whether the caller may change anything at all.
  may: boolean;
}

type Open =
  | { what: "table" | "new column" | "constraint" | "foreign key" | "index" }
  | { what: "column"; column: CatalogColumn }
  | { what: "drop"; kind: string; name: string; statement: Sql; gone?: boolean };

/// What a table is made of, and the forms that change it.
export function Structure({ projectId, catalog, table, may }: StructureProps) {
  const [open, setOpen] = useState<Open | null>(null);
  const navigate = useNavigate();
  const managed = catalog.schemas.some(({ name, managed }) => name === table.schema && managed);
  const editable = holdsRows(table) && !managed && may;
  const close = (): void => setOpen(null);
  const drop = (kind: string, name: string, statement: Sql, gone = false): void =>
    setOpen({ what: "drop", kind, name, statement, gone });
  const panel = { projectId, catalog, table, onClose: close };
  const indexes = table.indexes.filter((index) => !index.of_constraint);

  return (
    <div className="min-h-0 flex-1 overflow-y-auto bg-canvas">
      <div className="mx-auto grid w-full max-w-5xl gap-6 px-4 py-6 sm:px-6">
        <Card aria-label="Table">
          <CardHeader
            title={table.name}
            description={
              table.comment ??
              (managed
                ? "This schema belongs to Dupabase: look, but change it through its API."
                : `A ${kindText(table.kind)} without a comment yet.`)
            }
            action={
              !managed &&
              may && (
                <div className="flex gap-2">
                  {editable && (
                    <Button size="sm" onClick={() => setOpen({ what: "table" })}>
                      <Pencil aria-hidden="true" />
                      Edit
                    </Button>
                  )}
                  <Button
                    size="sm"
                    look="danger-outline"
                    onClick={() => drop(kindText(table.kind), table.name, dropRelation(table, false), true)}
                  >
                    <Trash2 aria-hidden="true" />
                    Drop
                  </Button>
                </div>
              )
            }
          />
        </Card>
        <Part
          title="Columns"
          add={editable ? "Add column" : null}
          onAdd={() => setOpen({ what: "new column" })}
        >
          {table.columns.map((column) => (
            <Line
              key={column.name}
              name={column.name}
              note={shortType(column.type)}
              badges={<ColumnBadges table={table} column={column} />}
              detail={column.comment ?? (column.default === null ? undefined : `default ${column.default}`)}
              {...(editable
                ? {
                    onEdit: () => setOpen({ what: "column", column }),
                    onDrop: () => drop("column", column.name, dropColumn(table, column.name)),
                  }
                : {})}
            />
          ))}
        </Part>
        {holdsRows(table) && (
          <>
            <Part
              title="Foreign keys"
              add={editable ? "Add foreign key" : null}
              onAdd={() => setOpen({ what: "foreign key" })}
              empty="Nothing here refers to another table."
            >
              {table.foreign_keys.map((key) => (
                <Line
                  key={key.name}
                  name={`${key.columns.join(", ")} → ${key.target_schema === table.schema ? "" : `${key.target_schema}.`}${key.target_table} (${key.target_columns.join(", ")})`}
                  detail={[key.name, key.on_delete !== "no action" && `on delete ${key.on_delete}`]
                    .filter(Boolean)
                    .join(" · ")}
                  {...(editable
                    ? { onDrop: () => drop("foreign key", key.name, dropConstraint(table, key.name)) }
                    : {})}
                />
              ))}
            </Part>
            <Part
              title="Constraints"
              add={editable ? "Add constraint" : null}
              onAdd={() => setOpen({ what: "constraint" })}
              empty="No keys and no checks yet."
            >
              {table.constraints.map((constraint) => (
                <Line
                  key={constraint.name}
                  name={constraint.name}
                  detail={constraint.definition}
                  badges={<Badge>{constraint.kind.replace("_", " ")}</Badge>}
                  {...(editable
                    ? {
                        onDrop: () =>
                          drop("constraint", constraint.name, dropConstraint(table, constraint.name)),
                      }
                    : {})}
                />
              ))}
            </Part>
            <Part
              title="Indexes"
              add={editable ? "Add index" : null}
              onAdd={() => setOpen({ what: "index" })}
              empty="None besides those of the keys. Add one for columns you filter or join by."
            >
              {indexes.map((index) => (
                <Line
                  key={index.name}
                  name={index.name}
                  detail={index.definition}
                  badges={index.is_unique ? <Badge>unique</Badge> : undefined}
                  {...(editable
                    ? { onDrop: () => drop("index", index.name, dropIndex(table.schema, index.name)) }
                    : {})}
                />
              ))}
            </Part>
          </>
        )}
      </div>
      {open?.what === "table" && (
        <TablePanel
          {...panel}
          onRenamed={(name) =>
            void navigate({
              to: "/projects/$projectId/tables",
              params: { projectId },
              search: { schema: table.schema, table: name, view: "structure" },
            })
          }
        />
      )}
      {open?.what === "new column" && <ColumnPanel {...panel} column={null} />}
      {open?.what === "column" && <ColumnPanel {...panel} column={open.column} />}
      {open?.what === "constraint" && <ConstraintPanel {...panel} />}
      {open?.what === "foreign key" && <ForeignKeyPanel {...panel} />}
      {open?.what === "index" && <IndexPanel {...panel} />}
      {open?.what === "drop" && (
        <DropDialog
          projectId={projectId}
          title={`Drop the ${open.kind} ${open.name}?`}
          phrase={open.name}
          verb={`Drop ${open.kind}`}
          done={`${open.name} is dropped.`}
          statements={[open.statement]}
          onDone={() => {
            if (open.gone) {
              void navigate({
                to: "/projects/$projectId/tables",
                params: { projectId },
                search: { schema: table.schema },
              });
            }
          }}
          onClose={close}
        >
          {open.gone || open.kind === "column"
            ? "The data in it goes with it. This can’t be undone."
            : "What it guarded or made fast is so no more."}
        </DropDialog>
      )}
    </div>
  );
}

function ColumnBadges({ table, column }: { table: CatalogTable; column: CatalogColumn }) {
  return (
    <>
      {table.primary_key.includes(column.name) && (
        <Badge tone="accent">
          <KeyRound className="size-3" aria-hidden="true" />
          key
        </Badge>
      )}
      {table.foreign_keys.some(({ columns }) => columns.includes(column.name)) && (
        <Badge tone="info">
          <Link2 className="size-3" aria-hidden="true" />
          refers
        </Badge>
      )}
      {column.is_identity && <Badge>identity</Badge>}
      {column.is_generated && <Badge>generated</Badge>}
      {!column.nullable && <Badge>not null</Badge>}
    </>
  );
}

interface PartProps {
  title: string;
  add: string | null;
  onAdd: () => void;
  empty?: string;
  children: readonly ReactNode[];
}

function Part({ title, add, onAdd, empty, children }: PartProps) {
  return (
    <Card aria-label={title}>
      <CardHeader
        title={title}
        action={
          add !== null && (
            <Button size="sm" onClick={onAdd}>
              <Plus aria-hidden="true" />
              {add}
            </Button>
          )
        }
      />
      {children.length === 0 ? (
        <p className="border-t px-4 py-6 text-center text-ink-faint text-[0.8125rem]">{empty}</p>
      ) : (
        <ul aria-label={title} className="divide-y border-t">
          {children}
        </ul>
      )}
    </Card>
  );
}

interface LineProps {
  name: string;
  note?: string;
  badges?: ReactNode;
  detail?: string | undefined;
  onEdit?: () => void;
  onDrop?: () => void;
}

function Line({ name, note, badges, detail, onEdit, onDrop }: LineProps) {
  return (
    <li className="flex min-h-12 items-center gap-3 py-2 pr-2 pl-4 sm:pl-5">
      <div className="grid min-w-0 flex-1 gap-0.5">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-0 font-medium text-[0.8125rem] [overflow-wrap:anywhere]">{name}</span>
          {note !== undefined && <code className="font-mono text-ink-faint text-xs">{note}</code>}
          {badges}
        </div>
        {detail !== undefined && detail !== "" && (
          <span className="font-mono text-ink-faint text-xs [overflow-wrap:anywhere]">{detail}</span>
        )}
      </div>
      {onEdit !== undefined && (
        <Button look="ghost" size="icon" aria-label={`Edit ${name}`} onClick={onEdit}>
          <Pencil aria-hidden="true" />
        </Button>
      )}
      {onDrop !== undefined && (
        <Button look="ghost" size="icon" aria-label={`Drop ${name}`} onClick={onDrop}>
          <Trash2 aria-hidden="true" />
        </Button>
      )}
    </li>
  );
}
