import { useEffect, useState } from "react";
import { absoluteTime, relativeTime } from "./relative-time";

/// How long ago or ahead, kept true while the page is open; the exact time on hover.
export function RelativeTime({ value }: { value: string }) {
  const [now, setNow] = useState(Date.now);

  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);

  return (
    <time dateTime={value} title={absoluteTime(value)} className="whitespace-nowrap">
      {relativeTime(value, now)}
    </time>
  );
}
