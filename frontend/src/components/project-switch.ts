import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { allProjects, projectQuery } from "@/api/projects";
import { toast } from "./ui/toast";

/// Pauses or resumes a project.
export function useProjectSwitch(id: string, to: "pause" | "resume") {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.POST(`/platform/projects/{id}/${to}`, { params: { path: { id } } })),
    onSuccess: (project) => {
      queryClient.setQueryData(projectQuery(id).queryKey, project);
      void queryClient.invalidateQueries(allProjects);
      toast(to === "pause" ? `${project.name} is paused.` : `${project.name} is active again.`);
    },
    onError: (error) => toast(error.message, "danger"),
  });
}
