import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { answer, api } from "@/api/client";
import { ApiError } from "@/api/error";

/// Ends the session here and on the server, and forgets what was loaded in its name.
export function useSignOut() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async () => {
      try {
        await answer(api.POST("/platform/auth/logout"));
      } catch (failure) {
        const overAlready = failure instanceof ApiError && failure.sessionEnded;
        if (!overAlready) throw failure;
      }
    },
    onSuccess: async () => {
      await navigate({ to: "/sign-in" });
      queryClient.clear();
    },
  });
}
