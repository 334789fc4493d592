import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createQueryClient } from "@/api/query-client";
import { sessionQuery } from "@/api/session";
import { setSessionEnded } from "@/api/session-end";
import { TooltipProvider } from "@/components/ui/tooltip";
import { watchTheme } from "@/theme/theme";
import { createDashboardRouter } from "./router";
import "./styles.css";

const queryClient = createQueryClient(() => {
  const { pathname, href } = router.state.location;
  if (pathname === "/sign-in" || pathname === "/register") return;
  // Who was signed in on this page goes on here after signing in again; nobody else has anything to lose.
  if (queryClient.getQueryData(sessionQuery.queryKey) !== undefined) {
    setSessionEnded(true);
    return;
  }
  void router.navigate({ to: "/sign-in", search: { redirect: href } }).then(() => queryClient.clear());
});
const router = createDashboardRouter(queryClient);

watchTheme();

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <TooltipProvider delayDuration={300}>
        <RouterProvider router={router} />
      </TooltipProvider>
    </QueryClientProvider>
  </StrictMode>,
);
