import { ArrowDown, ArrowUp, EyeOff, Filter, KeyRound, Link2 } from "lucide-react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";

interface ColumnHeadProps {
  name: string;
  type: string;
  comment: string | null;
  isKey: boolean;
  isReference: boolean;
  sorted: "ascending" | "descending" | undefined;
  onSort: (descending: boolean) => void;
  onFilter: () => void;
  onHide: () => void;
}

export function ColumnHead(props: ColumnHeadProps) {
  const { name, type, comment, isKey, isReference, sorted } = props;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        title={comment ?? undefined}
        className="-outline-offset-2 flex h-full w-full min-w-0 items-center gap-1.5 px-2.5 text-left text-xs transition-colors hover:bg-hover data-[state=open]:bg-hover"
      >
        {isKey && <KeyRound className="size-3 shrink-0 text-accent-text" aria-label="primary key" />}
        {isReference && <Link2 className="size-3 shrink-0 text-info" aria-label="foreign key" />}
        <span className="truncate font-medium">{name}</span>
        <span className="min-w-0 flex-1 truncate font-mono text-[0.6875rem] text-ink-faint">
          {shortType(type)}
        </span>
        {sorted === "ascending" && (
          <ArrowUp className="size-3 shrink-0 text-accent-text" aria-hidden="true" />
        )}
        {sorted === "descending" && (
          <ArrowDown className="size-3 shrink-0 text-accent-text" aria-hidden="true" />
        )}
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        <DropdownMenuLabel className="font-mono">{type}</DropdownMenuLabel>
        <DropdownMenuItem onSelect={() => props.onSort(false)}>
          <ArrowUp aria-hidden="true" />
          Sort ascending
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => props.onSort(true)}>
          <ArrowDown aria-hidden="true" />
          Sort descending
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={props.onFilter}>
          <Filter aria-hidden="true" />
          Filter by this column
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={props.onHide}>
          <EyeOff aria-hidden="true" />
          Hide column
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/// The names PostgreSQL's own users write.
export function shortType(type: string): string {
  return type
    .replace("timestamp with time zone", "timestamptz")
    .replace("timestamp without time zone", "timestamp")
    .replace("time without time zone", "time")
    .replace("character varying", "varchar")
    .replace("double precision", "float8");
}
