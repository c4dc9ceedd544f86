import { useEffect, useRef, useState } from "preact/hooks";
import type { JwtCheck } from "../../../../contract/gateway/jwt-check";
import { call } from "../api/call";
import { useCall } from "../parts/form/use-call";
import { currentLocation } from "../routing/location";
import { Screen } from "../routing/screen";
import { currentSession } from "../session/session";
import { CheckFormView } from "./sign-in-check/check-form";
import { CheckLadder } from "./sign-in-check/check-ladder";
import { type CheckForm, checkRequest } from "./sign-in-check/check-request";

const EMPTY: CheckForm = { kind: "token", token: "", secondToken: "", claims: "", expected: "" };

/**
 * Says why a token can or cannot sign in. `?expected=` in the URL names the identity that a person came from.
 * The token stays in this view: it is in no URL and in no storage.
 */
export function SignInCheck() {
  const expected = currentLocation().query.get("expected") ?? "";
  const [form, setForm] = useState<CheckForm>({ ...EMPTY, expected });
  const [answer, setAnswer] = useState<JwtCheck | null>(null);
  const { isBusy, problem, run } = useCall();
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const check = () => {
    const abort = new AbortController();
    running.current = abort;
    setAnswer(null);
    return run(async () => {
      const { signal } = abort;
      const body = await checkRequest(form, signal);
      const path = `/core/v3/networks/${currentSession().networkId}/jwt-checks`;
      setAnswer(await call<JwtCheck>(path, { method: "POST", body, signal }));
    });
  };

  return (
    <Screen title="Sign-in check">
      <div class="stack">
        <p class="sub">
          Why can somebody not sign in? The check takes the steps of a controller, one by one.
        </p>
        <CheckFormView
          form={form}
          problem={problem}
          isBusy={isBusy}
          onChange={setForm}
          onSubmit={() => void check()}
        />
        {answer !== null && <CheckLadder check={answer} />}
      </div>
    </Screen>
  );
}
