import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import type { Context } from "./context";
import { groupsOf } from "./groups";

const everywhere: readonly { text: string; keys: readonly string[] }[] = [
  { text: "Search for a page, a project or an action", keys: ["Ctrl", "K"] },
  { text: "This help", keys: ["?"] },
  { text: "Search on this page", keys: ["/"] },
  { text: "Close what is open", keys: ["Esc"] },
];

export default function HelpSheet({ context, onClose }: { context: Context; onClose: () => void }) {
  const places = groupsOf(context)
    .flatMap(({ destinations }) => destinations)
    .flatMap(({ text, key }) => (key === undefined ? [] : [{ text, keys: ["G", key.toUpperCase()] }]));
  const home = places.some(({ text }) => text === "Projects") ? [] : [{ text: "Projects", keys: ["G", "P"] }];
  return (
    <Dialog
      title="Keyboard shortcuts"
      description="One key after the other where two are shown side by side."
      size="lg"
      onClose={onClose}
    >
      <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
        <Keys title="Everywhere" entries={everywhere} />
        <Keys title="Go to" entries={[...home, ...places]} />
      </div>
    </Dialog>
  );
}

function Keys({ title, entries }: { title: string; entries: typeof everywhere }) {
  return (
    <section aria-label={title}>
      <h3 className="pb-1 font-medium text-ink-faint text-xs">{title}</h3>
      <dl className="divide-y">
        {entries.map(({ text, keys }) => (
          <div key={text} className="flex min-h-9 items-center justify-between gap-4 text-[0.8125rem]">
            <dt>{text}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
