import { useLocation, useParams } from "@tanstack/react-router";
import { Menu, Search } from "lucide-react";
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { LogoMark } from "@/components/logo";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Sheet } from "@/components/ui/sheet";
import { ProjectSwitcher } from "./project-switcher";
import { Sidebar } from "./sidebar";

const CommandPalette = lazy(() => import("./command-palette"));

/// The frame around every page of a signed-in account.
export function Shell({ children }: { children: ReactNode }) {
  const { projectId } = useParams({ strict: false });
  const { pathname } = useLocation();
  const [menu, setMenu] = useState(false);
  const [palette, setPalette] = useState(false);
  const main = useRef<HTMLElement>(null);
  const shownPath = useRef(pathname);

  useEffect(() => {
    if (shownPath.current === pathname) return;
    shownPath.current = pathname;
    setMenu(false);
    main.current?.focus({ preventScroll: true });
  }, [pathname]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (
        event.key.toLowerCase() !== "k" ||
        !(event.metaKey || event.ctrlKey) ||
        event.shiftKey ||
        event.altKey
      )
        return;
      event.preventDefault();
      setMenu(false);
      setPalette((open) => !open);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);

  const openPalette = (): void => {
    setMenu(false);
    setPalette(true);
  };

  return (
    <div className="min-h-dvh lg:pl-60">
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-lg bg-accent px-3 py-2 font-medium text-accent-ink focus:translate-y-0"
      >
        Skip to content
      </a>
      <aside className="fixed inset-y-0 left-0 hidden w-60 border-r bg-surface lg:block">
        <Sidebar projectId={projectId} onSearch={openPalette} />
      </aside>
      <header
        className={cn(
          "sticky top-0 z-20 flex h-13 items-center gap-1.5 border-b bg-canvas px-3 sm:px-5 lg:px-8",
          projectId === undefined && "lg:hidden",
        )}
      >
        <Button
          look="ghost"
          size="icon"
          aria-label="Open menu"
          className="lg:hidden"
          onClick={() => setMenu(true)}
        >
          <Menu aria-hidden="true" />
        </Button>
        <LogoMark className="size-6 lg:hidden" />
        {projectId === undefined ? (
          <span className="px-1 font-semibold text-[0.8125rem]">Dupabase</span>
        ) : (
          <ProjectSwitcher projectId={projectId} />
        )}
        <Button
          look="ghost"
          size="icon"
          aria-label="Go to…"
          className="ml-auto lg:hidden"
          onClick={openPalette}
        >
          <Search aria-hidden="true" />
        </Button>
      </header>
      <main id="content" ref={main} tabIndex={-1} className="outline-none">
        {children}
      </main>
      {menu && (
        <Sheet label="Menu" onClose={() => setMenu(false)}>
          <Sidebar projectId={projectId} onSearch={openPalette} />
        </Sheet>
      )}
      {palette && (
        <Suspense>
          <CommandPalette projectId={projectId} onClose={() => setPalette(false)} />
        </Suspense>
      )}
    </div>
  );
}
