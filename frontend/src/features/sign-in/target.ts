/// Where to go after signing in. Only a path of this dashboard: a link must not lead to another site.
export function safeTarget(target: string | undefined): string {
  if (target === undefined || !/^\/(?![/\\])/.test(target)) return "/projects";
  return target.startsWith("/sign-in") || target.startsWith("/register") ? "/projects" : target;
}
