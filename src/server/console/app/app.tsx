import { Fragment } from "preact";
import { Frame } from "./frame/frame";
import { ProblemBox } from "./parts/problem";
import { currentLocation } from "./routing/location";
import { screenOf } from "./screens";
import { resumeSession, sessionState } from "./session/session";
import { SessionEnded } from "./session/session-ended";
import { SignIn } from "./session/sign-in";

/** The whole page: the view that the URL names, or the way to sign in. */
export function App() {
  return (
    <Frame>
      <Content />
      <SessionEnded />
    </Frame>
  );
}

function Content() {
  const state = sessionState.value;
  const { path } = currentLocation();
  if (state.kind === "signed-out") return <SignIn />;
  if (state.kind === "starting") {
    return (
      <main class="page">
        {state.problem === null ? (
          <p role="status">Loading …</p>
        ) : (
          <ProblemBox problem={state.problem}>
            <button type="button" onClick={() => void resumeSession()}>
              Try again
            </button>
          </ProblemBox>
        )}
      </main>
    );
  }
  const { key, screen } = screenOf(path);
  return <Fragment key={key}>{screen}</Fragment>;
}
