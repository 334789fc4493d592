import type { ReactNode } from "react";
import { CodeBlock } from "@/components/code-block";
import { Logo } from "@/components/logo";

const SNIPPET = `import { createClient } from "@supabase/supabase-js"

const supabase = createClient(url, anonKey)

const { data } = await supabase
  .from("todos")
  .select("id, title")
  .order("id")`;

interface AuthFrameProps {
  title: string;
  description: ReactNode;
  children: ReactNode;
  footer: ReactNode;
}

export function AuthFrame({ title, description, children, footer }: AuthFrameProps) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(28rem,5fr)_6fr]">
      <title>{`${title} · Dupabase`}</title>
      <main className="flex flex-col bg-surface px-6 py-8 sm:px-10 lg:border-r">
        <Logo />
        <div className="mx-auto grid w-full max-w-sm flex-1 content-center gap-7 py-10">
          <div className="grid gap-1.5">
            <h1 className="font-semibold text-2xl">{title}</h1>
            <p className="text-ink-faint">{description}</p>
          </div>
          {children}
        </div>
        <p className="mx-auto w-full max-w-sm text-ink-faint text-[0.8125rem]">{footer}</p>
      </main>
      <aside className="aurora hidden content-center justify-items-center gap-8 p-12 lg:grid">
        <div className="grid w-full max-w-lg gap-8">
          <div className="grid gap-3">
            <p className="text-balance font-semibold text-3xl leading-tight tracking-tight">
              All of your projects, one process, your own PostgreSQL.
            </p>
            <p className="max-w-md text-ink-faint text-base">
              Each project has a database of its own. Your apps talk to it with the Supabase client they
              already use.
            </p>
          </div>
          <CodeBlock code={SNIPPET} what="example" copyable={false} />
        </div>
      </aside>
    </div>
  );
}
