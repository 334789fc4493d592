import type { CatalogTable, RowView } from "@/api/studio";
import type { Project } from "@/api/types";

export function CsvMenu(_: { project: Project; table: CatalogTable; view: RowView; readOnly: boolean }) {
  return null;
}
