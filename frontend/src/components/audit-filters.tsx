import { actionText } from "./audit-list";
import { DEFAULT_SPAN, type LogSearch, spans } from "./log-search";
import { Select } from "./ui/select";

interface AuditFiltersProps {
  search: LogSearch;
  actions: readonly string[];
  onChange: (search: LogSearch) => void;
}

export function AuditFilters({ search, actions, onChange }: AuditFiltersProps) {
  return (
    <div className="flex flex-wrap gap-2">
      <Select
        aria-label="Action"
        value={search.action ?? ""}
        onChange={(event) =>
          onChange({
            ...without(search),
            ...(event.target.value === "" ? {} : { action: event.target.value }),
          })
        }
        className="w-full sm:w-60"
      >
        <option value="">All actions</option>
        {actions.map((action) => (
          <option key={action} value={action}>
            {actionText(action)}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Time"
        value={search.span ?? DEFAULT_SPAN}
        onChange={(event) => {
          const { action } = search;
          onChange({
            ...(action === undefined ? {} : { action }),
            ...(event.target.value === DEFAULT_SPAN ? {} : { span: event.target.value }),
          });
        }}
        className="w-full sm:w-44"
      >
        {Object.entries(spans).map(([value, { text }]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </Select>
    </div>
  );
}

/// Without its action and page: another filter begins at the first page.
function without({ span }: LogSearch): LogSearch {
  return span === undefined ? {} : { span };
}
