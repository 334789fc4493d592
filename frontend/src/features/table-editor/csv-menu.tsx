import { Download, FileUp, Sheet } from "lucide-react";
import { useState } from "react";
import { type CatalogTable, csvAddress, type RowView } from "@/api/studio";
import type { Project } from "@/api/types";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { CsvPanel } from "./csv-panel";

interface CsvMenuProps {
  project: Project;
  table: CatalogTable;
  view: RowView;
  imports: boolean;
}

export function CsvMenu({ project, table, view, imports }: CsvMenuProps) {
  const [importing, setImporting] = useState(false);
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button look="ghost" size="sm">
            <Sheet aria-hidden="true" />
            <span className="max-sm:sr-only">CSV</span>
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {imports && (
            <DropdownMenuItem onSelect={() => setImporting(true)}>
              <FileUp aria-hidden="true" />
              Import rows…
            </DropdownMenuItem>
          )}
          <DropdownMenuItem asChild>
            <a href={csvAddress(project.id, table, view)} download={`${table.name}.csv`}>
              <Download aria-hidden="true" />
              Export {view.filters.length > 0 ? "what the filters let through" : "all rows"}
            </a>
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {importing && <CsvPanel projectId={project.id} table={table} onClose={() => setImporting(false)} />}
    </>
  );
}
