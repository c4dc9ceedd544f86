import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import type { Integration } from "../../../../../contract/gateway/integration";
import { call } from "../../api/call";
import { adoptedIntegration } from "../../as-code/adopted-integration";
import { AsCode, type Shown } from "../../as-code/as-code";
import { ConflictNotice, isConflict } from "../../parts/conflict";
import { Radios } from "../../parts/form/choice";
import { Field } from "../../parts/form/field";
import { fieldError, useCall } from "../../parts/form/use-call";
import { useAskTwice } from "../../parts/managed-by";
import { ProblemBox } from "../../parts/problem";
import { Notice } from "../../parts/text/notice";
import { integrationPath } from "./integration-path";
import { ADOPTIONS, edited, type SettingsEdit, settingsPatch } from "./settings-edit";
import type { IntegrationTabProps } from "./tab-props";

/** The tab "Settings" of an integration: its name, and when it adopts identities. */
export function SettingsTab({ integration, etag, drafts, onChange }: IntegrationTabProps) {
  const [edit, setEdit] = useState(drafts.settings);
  const [isSaved, setSaved] = useState(false);
  const { isBusy, problem, run, forget } = useCall();
  const { askTwice, question } = useAskTwice(integration.managedBy);
  const form = edited(integration, edit);
  const patch = settingsPatch(integration, edit);

  useLayoutEffect(() => {
    drafts.settings = edit;
  });
  // The form shows what is stored as soon as a save of it was read back.
  useEffect(() => {
    if (isSaved) setEdit({});
  }, [integration]);
  const change = (part: SettingsEdit) => {
    setSaved(false);
    setEdit({ ...edit, ...part });
  };
  const discard = () => {
    setEdit({});
    forget();
  };
  const save = () =>
    run(async () => {
      try {
        await call(integrationPath(integration.id), {
          method: "PATCH",
          body: patch,
          headers: { "if-match": etag ?? "*" },
        });
        setSaved(true);
        onChange();
      } catch (error) {
        if (isConflict(error)) onChange();
        throw error;
      }
    });
  return (
    <form
      class="stack form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy && patch !== null) askTwice(() => void save());
      }}
    >
      <Field
        label="Name"
        value={form.name}
        required
        onInput={(name) => change({ name })}
        error={fieldError(problem, "name")}
      />
      <AdoptionChoice
        value={form.adoptIdentities}
        onChange={(adoptIdentities) => change({ adoptIdentities })}
        error={fieldError(problem, "adoptIdentities")}
      />
      {isConflict(problem) ? (
        <ConflictNotice what="the integration" onDiscard={discard}>
          <p>
            Stored now: the name <bdi>{integration.name}</bdi>, adoption{" "}
            {adoptionLabel(integration.adoptIdentities)}.
          </p>
        </ConflictNotice>
      ) : (
        problem !== null && <ProblemBox problem={problem} />
      )}
      <div role="status">{isSaved && patch === null && <Notice tone="good">Saved.</Notice>}</div>
      <div class="bar">
        {/* A disabled button would lose the focus. */}
        <button type="submit" class="primary" aria-disabled={isBusy || patch === null}>
          Save
        </button>
        {patch !== null && (
          <button type="button" onClick={discard}>
            Discard the changes
          </button>
        )}
      </div>
      {question}
      <AsCode before={shown(integration, integration)} after={shown(integration, form)} />
    </form>
  );
}

interface ChoiceProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error: string | null;
}

/** Asks when a pushed user adopts an identity. A stored value of a newer API stays among the choices. */
export function AdoptionChoice({ value, onChange, error }: ChoiceProps) {
  const isKnown = ADOPTIONS.some((option) => option.value === value);
  return (
    <Radios
      label="Adopt identities"
      help="The server never adopts an administrator, or an identity with permissions."
      value={value}
      options={[...ADOPTIONS, ...(isKnown ? [] : [{ value, label: value }])]}
      onChange={onChange}
      error={error}
    />
  );
}

function adoptionLabel(value: string): string {
  return (ADOPTIONS.find((option) => option.value === value)?.label ?? value).toLowerCase();
}

function shown(stored: Integration, form: Pick<Integration, "name" | "adoptIdentities">): Shown {
  const { name, adoptIdentities } = form;
  return {
    adopted: adoptedIntegration({ id: stored.id, name, adoptIdentities, mapping: stored.mapping }),
    call: { method: "PATCH", path: integrationPath(stored.id), body: { name, adoptIdentities } },
  };
}
