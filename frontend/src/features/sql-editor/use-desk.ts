import { useEffect, useRef, useState } from "react";
import { newUuid } from "@/components/value-input";
import {
  changed,
  closed,
  type Desk,
  type Document,
  newDocument,
  opened,
  type Past,
  readDesk,
  readPast,
  remembered,
} from "./documents";

/// The open queries and those that were run, as this browser keeps them.
export function useDesk(projectId: string) {
  const deskPlace = `dupabase.sql.desk.${projectId}`;
  const pastPlace = `dupabase.sql.past.${projectId}`;
  const [desk, setDesk] = useState<Desk>(() =>
    readDesk(localStorage.getItem(deskPlace), newDocument(newUuid(), [])),
  );
  const [past, setPast] = useState<readonly Past[]>(() => readPast(localStorage.getItem(pastPlace)));
  const [kept, setKept] = useState(true);
  const latest = useRef(desk);
  latest.current = desk;

  useEffect(() => {
    setKept(keep(deskPlace, desk));
  }, [desk, deskPlace]);

  // Where the browser keeps nothing, leaving would lose the text: then it asks first.
  useEffect(() => {
    if (kept) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [kept]);

  const active = desk.documents.find(({ id }) => id === desk.active) ?? desk.documents[0];
  if (active === undefined) throw new Error("a desk is never empty");
  return {
    documents: desk.documents,
    active,
    past,
    kept,
    choose: (id: string) => setDesk((before) => ({ ...before, active: id })),
    open: (document: Omit<Document, "id">) =>
      setDesk((before) => opened(before, { ...document, id: newUuid() })),
    create: (text = "") =>
      setDesk((before) => {
        const document = newDocument(newUuid(), before.documents, text);
        return text === ""
          ? { documents: [...before.documents, document], active: document.id }
          : opened(before, document);
      }),
    change: (id: string, change: Partial<Document>) => setDesk((before) => changed(before, id, change)),
    close: (id: string) => setDesk((before) => closed(before, id, newDocument(newUuid(), []))),
    remember: (one: Past) =>
      setPast((before) => {
        const next = remembered(before, one);
        keep(pastPlace, { past: next });
        return next;
      }),
    forget: () => {
      localStorage.removeItem(pastPlace);
      setPast([]);
    },
  };
}

function keep(place: string, value: unknown): boolean {
  try {
    localStorage.setItem(place, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
