import { useRef, useState } from "preact/hooks";
import type { Integration } from "../../../../../../contract/gateway/integration";
import type { MintedToken, TokenMetadata } from "../../../../../../contract/gateway/token";
import { call } from "../../../api/call";
import { Dialog } from "../../../parts/dialog/dialog";
import { SecretBox } from "../../../parts/dialog/secret-box";
import { Select } from "../../../parts/form/choice";
import { Field } from "../../../parts/form/field";
import { fieldError, useCall } from "../../../parts/form/use-call";
import { ProblemBox } from "../../../parts/problem";
import { Notice } from "../../../parts/text/notice";
import { tokensPath } from "../integration-path";
import {
  LIFETIMES,
  type MintForm,
  mintRequest,
  NEW_TOKEN,
  overlapOptions,
  type Stop,
  spanWords,
  whatStops,
} from "./rotation";
import { Stops } from "./stops";

interface Props {
  readonly integration: Integration;
  /** All tokens of the integration, newest first. */
  readonly tokens: readonly TokenMetadata[];
  /** Gets the secret, and what the mint ended. */
  readonly onMinted: (secret: SecretBox, stops: readonly Stop[]) => void;
  readonly onClose: () => void;
}

/** Asks for what a new token needs to know, and mints it. */
export function MintDialog({ integration, tokens, onMinted, onClose }: Props) {
  const [form, setForm] = useState<MintForm>(NEW_TOKEN);
  const { isBusy, problem, run } = useCall();
  const keys = useRef(new Map<string, string>());
  const change = (part: Partial<MintForm>) => setForm({ ...form, ...part });
  const most = integration.maxTokenOverlapSeconds;
  const stops = whatStops(tokens, Number(form.overlap), Date.now());
  const hasLive = tokens.some(({ state }) => state === "live");
  const word = stops.length > 0 ? "Rotate" : "Generate";
  const mint = () =>
    run(async () => {
      const body = mintRequest(form);
      const { token } = await call<MintedToken>(tokensPath(integration.id), {
        method: "POST",
        body,
        headers: { "idempotency-key": keyFor(keys.current, JSON.stringify(body)) },
      });
      onMinted(new SecretBox(token), stops);
    });
  return (
    <Dialog title={`${word} the auth token`} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) void mint();
        }}
      >
        <Field
          label="Description"
          optional
          value={form.description}
          maxLength={200}
          onInput={(description) => change({ description })}
          help="Who or what uses it. It is no secret."
          error={fieldError(problem, "description")}
        />
        <Select
          label="Lifetime"
          value={form.lifetime}
          options={LIFETIMES}
          onChange={(lifetime) => change({ lifetime })}
          error={fieldError(problem, "lifetimeSeconds")}
        />
        {hasLive && most > 0 && (
          <Select
            label="How long the present token stays valid"
            value={form.overlap}
            options={overlapOptions(most)}
            onChange={(overlap) => change({ overlap })}
            help={`The server allows ${spanWords(most)} at most.`}
            error={fieldError(problem, "overlapSeconds")}
          />
        )}
        {stops.length > 0 && (
          <Notice tone="warn">
            <Stops stops={stops} />
          </Notice>
        )}
        {problem !== null && <ProblemBox problem={problem} />}
        <div class="bar">
          {/* A disabled button would lose the focus. */}
          <button type="submit" class="primary" aria-disabled={isBusy}>
            {word}
          </button>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** A repeated mint whose answer was lost gives the same token again, instead of a second one. */
function keyFor(keys: Map<string, string>, body: string): string {
  const known = keys.get(body);
  if (known !== undefined) return known;
  // `randomUUID` is missing on a page over plain http on another host.
  const key = crypto.getRandomValues(new Uint8Array(16)).join("-");
  keys.set(body, key);
  return key;
}
