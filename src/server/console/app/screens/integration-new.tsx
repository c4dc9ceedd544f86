import { useState } from "preact/hooks";
import type { Integration, IntegrationCreate } from "../../../../contract/gateway/integration";
import { call } from "../api/call";
import { INTEGRATIONS } from "../api/gateway";
import { adoptedIntegration } from "../as-code/adopted-integration";
import { AsCode } from "../as-code/as-code";
import { Field } from "../parts/form/field";
import { fieldError, useCall } from "../parts/form/use-call";
import { ProblemBox } from "../parts/problem";
import { Link } from "../routing/link";
import { navigate } from "../routing/location";
import { paths } from "../routing/paths";
import { Screen } from "../routing/screen";
import { currentSession } from "../session/session";
import { MappingFields } from "./integration/mapping/mapping-fields";
import { formOf, type MappingForm, mappingOf, pathProblem } from "./integration/mapping/mapping-form";
import { AdoptionChoice } from "./integration/settings";

/** The settings of an integration that nobody changed, as the server's own defaults. */
const DEFAULTS: MappingForm = formOf({
  identityNameField: "USER_NAME",
  identityNameConflict: "refuse",
  authPolicyId: "default",
  externalIdField: "NONE",
  externalIdCustomPath: null,
});

/** Makes an integration. The next thing that it needs is a token, so its page opens there. */
export function IntegrationNew() {
  const [name, setName] = useState("");
  const [adoptIdentities, setAdoptIdentities] = useState("never");
  const [form, setForm] = useState(DEFAULTS);
  const { isBusy, problem, run } = useCall();
  const mapping = mappingOf(form);
  const body = { networkId: currentSession().networkId, name, adoptIdentities, mapping } as IntegrationCreate;
  const create = () =>
    run(async () => {
      const { id } = await call<Integration>(INTEGRATIONS, { method: "POST", body });
      // A person who left meanwhile stays where they are.
      if (location.pathname === paths.newIntegration) {
        navigate(paths.integration(id, "token"), { replace: true });
      }
    });
  return (
    <Screen title="New integration">
      <form
        class="stack form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) void create();
        }}
      >
        <Field
          label="Name"
          value={name}
          required
          onInput={setName}
          help="As the identity provider is called, or the part of the company that it serves."
          error={fieldError(problem, "name")}
        />
        <AdoptionChoice
          value={adoptIdentities}
          onChange={setAdoptIdentities}
          error={fieldError(problem, "adoptIdentities")}
        />
        <h2>Mapping</h2>
        <MappingFields
          form={form}
          onChange={setForm}
          errorOf={(field) =>
            (field === "externalIdCustomPath" && pathProblem(form)) || fieldError(problem, `mapping.${field}`)
          }
        />
        {problem !== null && <ProblemBox problem={problem} />}
        <div class="bar">
          {/* A button that is disabled while it works would lose the focus. */}
          <button type="submit" class="primary" disabled={pathProblem(form) !== null} aria-disabled={isBusy}>
            Create the integration
          </button>
          <Link class="button" href={paths.integrations}>
            Cancel
          </Link>
        </div>
        <AsCode
          before={null}
          after={{
            adopted: adoptedIntegration({ id: null, name, adoptIdentities, mapping }),
            call: { method: "POST", path: INTEGRATIONS, body },
          }}
        />
      </form>
    </Screen>
  );
}
