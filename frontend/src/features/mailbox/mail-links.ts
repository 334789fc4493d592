/// The addresses a mail links to, each once, in their order. Only what a browser may open as a page.
export function mailLinks(html: string): string[] {
  const anchors = new DOMParser().parseFromString(html, "text/html").querySelectorAll("a[href]");
  const links = [...anchors].map((anchor) => anchor.getAttribute("href")?.trim() ?? "");
  return [...new Set(links)].filter((link) => /^https?:\/\//i.test(link));
}
