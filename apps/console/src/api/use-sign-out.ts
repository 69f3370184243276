import { useMutation } from "@tanstack/react-query";
import { api } from "./queries.ts";

/** Ends the session and loads the entrance anew, so that nothing of the person stays in the page. */
export function useSignOut(): () => void {
  const signOut = useMutation({
    ...api.access.signOut.mutationOptions(),
    onSettled: () => window.location.assign("/"),
  });
  return () => signOut.mutate({});
}
