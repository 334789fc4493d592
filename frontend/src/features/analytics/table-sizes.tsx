import type { AnalyticsOverview } from "@/api/types";
import { ListSkeleton } from "@/components/list-skeleton";
import { byteSize, compactNumber } from "@/components/numbers";
import { Card, CardHeader } from "@/components/ui/card";
import { Table, Td, Th } from "@/components/ui/table";

type Tables = NonNullable<AnalyticsOverview["database"]>["tables"];

export function TableSizes({ tables, pending }: { tables: Tables | undefined; pending: boolean }) {
  return (
    <Card aria-label="Tables" className="min-w-0">
      <CardHeader title="Tables" description="The largest first, with their indexes." />
      <div className="border-t">
        {pending && <ListSkeleton rows={5} />}
        {tables?.length === 0 && (
          <p className="px-4 py-8 text-center text-ink-faint text-[0.8125rem]">No table yet.</p>
        )}
        {tables !== undefined && tables.length > 0 && (
          <Table label="Tables">
            <thead>
              <tr>
                <Th>Table</Th>
                <Th className="text-right">Rows</Th>
                <Th className="text-right">Size</Th>
                <Th className="text-right">of it indexes</Th>
              </tr>
            </thead>
            <tbody>
              {tables.slice(0, 20).map(({ schema, name, row_count, total_size, index_size }) => (
                <tr key={`${schema}.${name}`}>
                  <Td className="font-mono text-xs">
                    <span className="text-ink-faint">{schema}.</span>
                    {name}
                  </Td>
                  <Td className="text-right tabular-nums">{compactNumber(row_count)}</Td>
                  <Td className="whitespace-nowrap text-right tabular-nums">{byteSize(total_size)}</Td>
                  <Td className="whitespace-nowrap text-right tabular-nums">{byteSize(index_size)}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </div>
    </Card>
  );
}
