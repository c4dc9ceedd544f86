import { useEffect } from "preact/hooks";
import { navigate } from "./location";

/** Leads on to another view. Back does not come here again. */
export function Redirect({ to }: { readonly to: string }) {
  useEffect(() => navigate(to, { replace: true }), [to]);
  return null;
}
