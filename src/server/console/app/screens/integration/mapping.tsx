import { useLayoutEffect, useState } from "preact/hooks";
import type { Integration } from "../../../../../contract/gateway/integration";
import type { MappingAnswer } from "../../../../../contract/gateway/mapping";
import { callForAnswer } from "../../api/call";
import { adoptedIntegration } from "../../as-code/adopted-integration";
import { AsCode } from "../../as-code/as-code";
import { isConflict } from "../../parts/conflict";
import { fieldError, useCall } from "../../parts/form/use-call";
import { useAskTwice } from "../../parts/managed-by";
import { ProblemBox } from "../../parts/problem";
import { Notice } from "../../parts/text/notice";
import type { Drafts, StoredMapping } from "./drafts";
import { integrationPath } from "./integration-path";
import { EffectBox } from "./mapping/effect-box";
import type { MappingEffect } from "./mapping/effect-words";
import { loadEffect } from "./mapping/load-effect";
import { MappingFields } from "./mapping/mapping-fields";
import {
  changedSettings,
  formOf,
  isSameMapping,
  type MappingForm,
  mappingOf,
  pathProblem,
  rebased,
} from "./mapping/mapping-form";
import { OvertakenNotice } from "./mapping/overtaken-notice";
import { deliveriesWords } from "./people/person-words";
import type { IntegrationTabProps } from "./tab-props";

/** What the last call did. */
type Outcome =
  | { readonly kind: "previewed"; readonly wanted: MappingAnswer; readonly effect: MappingEffect }
  /** Somebody else saved first. */
  | { readonly kind: "overtaken"; readonly changed: readonly (keyof MappingForm)[] }
  /** `pending`: how many people wait for the controller of a gateway. */
  | { readonly kind: "saved"; readonly pending: number };

/** The tab "Mapping" of an integration: what becomes of a pushed user, and what an edit of it would do. */
export function MappingTab({ integration, etag, drafts, onChange }: IntegrationTabProps) {
  const { id, managedBy } = integration;
  const path = `${integrationPath(id)}/mapping`;
  const [stored, setStored] = useState(() => storedFor(drafts, { mapping: integration.mapping, etag }));
  const [form, setForm] = useState(() => drafts.mapping?.form ?? formOf(integration.mapping));
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { isBusy, problem, run, forget } = useCall();
  const { askTwice, question } = useAskTwice(managedBy);

  const wanted = mappingOf(form);
  const isEdited = !isSameMapping(wanted, stored.mapping);
  useLayoutEffect(() => {
    drafts.mapping = isEdited ? { stored, form } : null;
  });
  const typedWrong = pathProblem(form);
  const edit = (next: MappingForm) => {
    setForm(next);
    // What was shown counts for the settings of before.
    setOutcome(null);
    forget();
  };
  const preview = async (signal: AbortSignal) => {
    setOutcome(null);
    const settings = { stored: stored.mapping, wanted };
    const effect = await loadEffect(id, settings, signal);
    setOutcome({ kind: "previewed", wanted, effect });
  };
  const save = async () => {
    setOutcome(null);
    try {
      const headers: Record<string, string> = stored.etag === null ? {} : { "if-match": stored.etag };
      const answer = await callForAnswer<MappingAnswer & { readonly pending?: number }>(path, {
        method: "PUT",
        body: wanted,
        headers,
      });
      const { etag } = answer;
      const { pending = 0, ...body } = answer.body;
      setStored({ mapping: body, etag });
      setForm((now) => rebased(now, wanted, body));
      setOutcome({ kind: "saved", pending });
      onChange();
    } catch (error) {
      if (!isConflict(error)) throw error;
      const { body, etag } = await callForAnswer<MappingAnswer>(path);
      setStored({ mapping: body, etag });
      setForm((now) => rebased(now, stored.mapping, body));
      setOutcome({ kind: "overtaken", changed: changedSettings(stored.mapping, body) });
    }
  };
  const errorOf = (field: keyof MappingForm) => {
    if (field === "externalIdCustomPath" && typedWrong !== null) return typedWrong;
    return fieldError(problem, field);
  };

  return (
    <>
      <form
        class="stack form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) void run(preview);
        }}
      >
        <MappingFields form={form} onChange={edit} errorOf={errorOf} />
        <div class="bar">
          {/* A button that is disabled while it works would lose the focus. */}
          <button
            type="submit"
            class="primary"
            disabled={!isEdited || typedWrong !== null}
            aria-disabled={isBusy}
          >
            Preview the change
          </button>
          {isEdited ? (
            <button
              type="button"
              aria-disabled={isBusy}
              onClick={() => {
                if (!isBusy) edit(formOf(stored.mapping));
              }}
            >
              Discard the change
            </button>
          ) : (
            <span class="sub">Nothing is edited.</span>
          )}
        </div>
      </form>
      {problem !== null && <ProblemBox problem={problem} />}
      {outcome?.kind === "overtaken" && <OvertakenNotice changed={outcome.changed} />}
      {outcome?.kind === "saved" && (
        <Notice tone="good" announce>
          <p>The mapping is saved.</p>
          {outcome.pending > 0 && <p>{deliveriesWords({ pending: outcome.pending, refused: 0 }).pending}.</p>}
        </Notice>
      )}
      {outcome?.kind === "previewed" && isSameMapping(outcome.wanted, wanted) && (
        <EffectBox effect={outcome.effect}>
          <div class="bar">
            <button
              type="button"
              class="primary"
              disabled={outcome.effect.preview.conflicts > 0}
              aria-disabled={isBusy}
              onClick={() => {
                if (!isBusy) askTwice(() => void run(save));
              }}
            >
              Save the mapping
            </button>
            {outcome.effect.preview.conflicts > 0 && <span class="sub">Solve the clashes first.</span>}
          </div>
        </EffectBox>
      )}
      {question}
      <AsCode
        before={shownAs(integration, path, stored.mapping)}
        after={shownAs(integration, path, wanted)}
      />
    </>
  );
}

/** What an edit began with, unless the server still holds the same: then it has a newer version perhaps. */
function storedFor({ mapping: draft }: Drafts, loaded: StoredMapping): StoredMapping {
  return draft === null || isSameMapping(draft.stored.mapping, loaded.mapping) ? loaded : draft.stored;
}

function shownAs({ id, name, adoptIdentities }: Integration, path: string, mapping: MappingAnswer) {
  return {
    adopted: adoptedIntegration({ id, name, adoptIdentities, mapping }),
    call: { method: "PUT", path, body: mapping },
  } as const;
}
