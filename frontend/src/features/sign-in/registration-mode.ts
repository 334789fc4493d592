import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";

export const registrationModeQuery = queryOptions({
  queryKey: ["registration-mode"],
  queryFn: async ({ signal }) => {
    const { registration_mode } = await answer(api.GET("/platform/auth/registration-mode", { signal }));
    return registration_mode;
  },
  staleTime: 60_000,
});
