import { Dialog } from "../parts/dialog/dialog";
import { CredentialForm } from "./credential-form";
import { sessionState, signOut } from "./session";

/** Asks for the credential again, over the view. What the person typed there stays. */
export function SessionEnded() {
  const state = sessionState.value;
  if (state.kind !== "ended") return null;
  return (
    <Dialog title="Your session has ended">
      <p class="sub">Sign in again to go on. Nothing that you typed is lost.</p>
      <CredentialForm clientId={state.session.clientId} />
      <button type="button" onClick={() => void signOut()}>
        Sign out
      </button>
    </Dialog>
  );
}
