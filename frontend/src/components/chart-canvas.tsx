import {
  Area,
  AreaChart,
  Bar,
  BarChart,
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from "recharts";
import type { ChartProps } from "./chart";

const tick = { fill: "var(--ink-faint)", fontSize: 11 };

/// The picture of a chart, in a file of its own: the library is loaded only where there is one.
export default function ChartCanvas({ kind, points, series, format }: ChartProps<string>) {
  const data = [...points];
  const frame = [
    <CartesianGrid key="grid" vertical={false} stroke="var(--line)" />,
    <XAxis
      key="x"
      dataKey="label"
      tick={tick}
      tickLine={false}
      axisLine={{ stroke: "var(--line)" }}
      minTickGap={40}
      interval="preserveStartEnd"
    />,
    <YAxis
      key="y"
      tick={tick}
      tickLine={false}
      axisLine={false}
      width={52}
      tickFormatter={format}
      allowDecimals={false}
    />,
    <Tooltip
      key="tip"
      isAnimationActive={false}
      cursor={kind === "bars" ? { fill: "var(--hover)", opacity: 0.6 } : { stroke: "var(--line-strong)" }}
      content={(tip: TooltipContentProps) => <Tip tip={tip} format={format} />}
    />,
  ];
  const common = { data, margin: { top: 6, right: 4, bottom: 0, left: 0 }, accessibilityLayer: false };
  return (
    <ResponsiveContainer width="100%" height="100%">
      {kind === "bars" ? (
        <BarChart {...common} barCategoryGap="18%">
          {frame}
          {series.map(({ key, text, color }) => (
            <Bar
              key={key}
              dataKey={key}
              name={text}
              stackId="all"
              fill={`var(--${color})`}
              maxBarSize={28}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      ) : kind === "areas" ? (
        <AreaChart {...common}>
          {frame}
          {series.map(({ key, text, color }) => (
            <Area
              key={key}
              dataKey={key}
              name={text}
              stroke={`var(--${color})`}
              fill={`var(--${color})`}
              fillOpacity={0.15}
              strokeWidth={1.75}
              type="monotone"
              isAnimationActive={false}
            />
          ))}
        </AreaChart>
      ) : (
        <LineChart {...common}>
          {frame}
          {series.map(({ key, text, color }) => (
            <Line
              key={key}
              dataKey={key}
              name={text}
              stroke={`var(--${color})`}
              strokeWidth={1.75}
              type="monotone"
              dot={false}
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      )}
    </ResponsiveContainer>
  );
}

function Tip({ tip, format }: { tip: TooltipContentProps; format: (value: number) => string }) {
  if (!tip.active || tip.payload.length === 0) return null;
  return (
    <div className="grid gap-1 rounded-lg border bg-raised px-3 py-2 text-xs shadow-pop">
      <p className="font-medium">{tip.label}</p>
      {tip.payload.map(({ name, value, color }) => (
        <p key={String(name)} className="flex items-center gap-2 text-ink-soft">
          <span className="size-2 rounded-xs" style={{ background: color }} />
          <span className="flex-1">{name}</span>
          <span className="pl-4 text-ink tabular-nums">{format(Number(value))}</span>
        </p>
      ))}
    </div>
  );
}
