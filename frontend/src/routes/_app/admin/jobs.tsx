import { createFileRoute } from "@tanstack/react-router";
import { type JobFilter, JobsPage, jobFilters } from "@/features/admin/jobs-page";

export const Route = createFileRoute("/_app/admin/jobs")({
  validateSearch: ({ show }): { show?: Exclude<JobFilter, "all"> } => {
    const filter = jobFilters.find(({ value }) => value === show)?.value;
    return filter === undefined || filter === "all" ? {} : { show: filter };
  },
  component: Jobs,
});

function Jobs() {
  const navigate = Route.useNavigate();
  return (
    <JobsPage
      filter={Route.useSearch().show ?? "all"}
      onFilter={(filter) => navigate({ search: filter === "all" ? {} : { show: filter }, replace: true })}
    />
  );
}
