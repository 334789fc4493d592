// Runs before the first paint, so that a chosen theme never flashes the other one. Kept in step with theme.ts.
(() => {
  let choice = null;
  try {
    choice = localStorage.getItem("dupabase.theme");
  } catch {
    // Storage is blocked: follow the system.
  }
  const dark =
    choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
