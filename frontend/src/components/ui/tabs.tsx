import { Link, type LinkOptions } from "@tanstack/react-router";

interface TabLinksProps {
  label: string;
  tabs: readonly { text: string; link: LinkOptions }[];
}

/// Pages that belong together, side by side. They are links: each tab has an address of its own.
export function TabLinks({ label, tabs }: TabLinksProps) {
  return (
    <nav aria-label={label} className="-mt-1 overflow-x-auto border-b">
      <ul className="flex gap-5">
        {tabs.map(({ text, link }) => (
          <li key={text}>
            <Link
              {...link}
              activeOptions={{ exact: true, includeSearch: false }}
              className="-outline-offset-2 block whitespace-nowrap border-transparent border-b-2 px-0.5 pb-2.5 text-ink-faint text-[0.8125rem] transition-colors hover:text-ink data-[status=active]:border-accent data-[status=active]:font-medium data-[status=active]:text-ink"
            >
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
