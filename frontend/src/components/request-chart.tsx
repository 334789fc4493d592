import type { RequestPoint, RequestSeries } from "@/api/types";
import { Chart, type Point } from "./chart";
import { compactNumber, fullNumber } from "./numbers";

const hour = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const dayAndHour = new Intl.DateTimeFormat("en", {
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/// Requests by their outcome, hour by hour.
export function RequestChart({ series }: { series: RequestSeries }) {
  const { totals, points } = series;
  return (
    <Chart
      kind="bars"
      summary={`${fullNumber(totals.requests)} requests, ${fullNumber(totals.client_errors)} refused and ${fullNumber(totals.server_errors)} failed, hour by hour.`}
      points={points.map((point) => outcomes(point, points.length > 25))}
      series={[
        { key: "served", text: "Served", color: "accent" },
        { key: "refused", text: "Refused (4xx)", color: "warning" },
        { key: "failed", text: "Failed (5xx)", color: "danger" },
      ]}
      format={compactNumber}
    />
  );
}

export function outcomes(
  point: Pick<RequestPoint, "time" | "requests" | "client_errors" | "server_errors">,
  withDay: boolean,
): Point<"served" | "refused" | "failed"> {
  const time = new Date(point.time);
  return {
    label: (withDay ? dayAndHour : hour).format(time),
    served: Math.max(0, point.requests - point.client_errors - point.server_errors),
    refused: point.client_errors,
    failed: point.server_errors,
  };
}
