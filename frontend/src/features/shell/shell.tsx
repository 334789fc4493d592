import { useLocation, useNavigate } from "@tanstack/react-router";
import { Menu, Search } from "lucide-react";
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { LogoMark } from "@/components/logo";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import { useContextOfPlace } from "./context";
import { groupsOf } from "./groups";
import { OrganisationSwitcher } from "./organisation-switcher";
import { ProjectSwitcher } from "./project-switcher";
import { focusSearch, useShortcuts } from "./shortcuts";
import { Sidebar } from "./sidebar";

const CommandPalette = lazy(() => import("./command-palette"));
const HelpSheet = lazy(() => import("./help-sheet"));

/// The frame around every page of a signed-in account.
export function Shell({ children }: { children: ReactNode }) {
  const context = useContextOfPlace();
  const { projectId, organisation, organisations } = context;
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const [over, setOver] = useState<"menu" | "palette" | "help" | null>(null);
  const main = useRef<HTMLElement>(null);
  const shownPath = useRef(pathname);
  const close = (): void => setOver(null);

  useEffect(() => {
    if (shownPath.current === pathname) return;
    shownPath.current = pathname;
    setOver(null);
    main.current?.focus({ preventScroll: true });
  }, [pathname]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const control = event.metaKey || event.ctrlKey;
      if (event.key.toLowerCase() !== "k" || !control || event.shiftKey || event.altKey) return;
      event.preventDefault();
      setOver((shown) => (shown === "palette" ? null : "palette"));
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);

  const places = groupsOf(context).flatMap(({ destinations }) => destinations);
  useShortcuts({
    keys: { "?": () => setOver("help"), "/": focusSearch },
    places: {
      p: () => void navigate({ to: "/projects" }),
      ...Object.fromEntries(
        places.flatMap(({ key, link }) => (key === undefined ? [] : [[key, () => void navigate(link)]])),
      ),
    },
  });

  const sidebar = (
    <Sidebar context={context} onSearch={() => setOver("palette")} onHelp={() => setOver("help")} />
  );
  return (
    <div className="min-h-dvh lg:pl-60">
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-lg bg-accent px-3 py-2 font-medium text-accent-ink focus:translate-y-0"
      >
        Skip to content
      </a>
      <aside className="fixed inset-y-0 left-0 hidden w-60 border-r bg-surface lg:block">{sidebar}</aside>
      <header className="sticky top-0 z-20 flex h-13 items-center gap-1 border-b bg-canvas px-3 sm:px-5 lg:px-8">
        <Button
          look="ghost"
          size="icon"
          aria-label="Open menu"
          className="lg:hidden"
          onClick={() => setOver("menu")}
        >
          <Menu aria-hidden="true" />
        </Button>
        <LogoMark className="size-6 max-sm:hidden lg:hidden" />
        <OrganisationSwitcher organisations={organisations} organisation={organisation} />
        {projectId !== undefined && (
          <>
            <span className="text-ink-faint" aria-hidden="true">
              /
            </span>
            <ProjectSwitcher projectId={projectId} />
          </>
        )}
        <Button
          look="ghost"
          size="icon"
          aria-label="Go to…"
          className="ml-auto lg:hidden"
          onClick={() => setOver("palette")}
        >
          <Search aria-hidden="true" />
        </Button>
      </header>
      <main id="content" ref={main} tabIndex={-1} className="outline-none">
        {children}
      </main>
      {over === "menu" && (
        <Sheet label="Menu" onClose={close}>
          {sidebar}
        </Sheet>
      )}
      <Suspense>
        {over === "palette" && (
          <CommandPalette context={context} onClose={close} onHelp={() => setOver("help")} />
        )}
        {over === "help" && <HelpSheet context={context} onClose={close} />}
      </Suspense>
    </div>
  );
}
