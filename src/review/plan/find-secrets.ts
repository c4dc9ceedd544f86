import { listOf, objectOf } from "./loose";
import type { PlanJson } from "./plan-json";
import { markedTexts, textsIn } from "./secrets";

/**
 * Every secret that a plan carries: what it marks as sensitive in the changes, the drift, the outputs, the
 * states and the variables. Other providers' secrets count too: a message may quote them.
 */
export function findSecrets(plan: PlanJson): Set<string> {
  const secrets = new Set<string>();
  const add = (texts: readonly string[]) => {
    for (const text of texts) secrets.add(text);
  };
  for (const { change } of [...(plan.resource_changes ?? []), ...(plan.resource_drift ?? [])]) {
    add(markedTexts(change.before, change.before_sensitive));
    add(markedTexts(change.after, change.after_sensitive));
  }
  for (const change of Object.values(plan.output_changes ?? {})) {
    add(markedTexts(change.before, change.before_sensitive));
    add(markedTexts(change.after, change.after_sensitive));
  }
  add(sensitiveVariables(plan));
  add(constantsOfProviders(plan));
  add(ofState(objectOf(objectOf(plan.prior_state).values)));
  add(ofState(objectOf(plan.planned_values)));
  return secrets;
}

/** The values of variables that the root module declares as sensitive. */
function sensitiveVariables({ configuration, variables }: PlanJson): string[] {
  const declared = objectOf(objectOf(objectOf(configuration).root_module).variables);
  return Object.entries(objectOf(variables)).flatMap(([name, variable]) =>
    objectOf(declared[name]).sensitive === true ? textsIn(objectOf(variable).value) : [],
  );
}

/** Credentials that somebody wrote into a provider block. */
function constantsOfProviders({ configuration }: PlanJson): string[] {
  return Object.values(objectOf(objectOf(configuration).provider_config)).flatMap((provider) =>
    constantsIn(objectOf(provider).expressions),
  );
}

function constantsIn(expressions: unknown): string[] {
  return Object.entries(objectOf(expressions)).flatMap(([name, expression]) => {
    if (!/secret|password|token|_key/.test(name)) return constantsIn(expression);
    return textsIn(typeof expression === "string" ? expression : objectOf(expression).constant_value);
  });
}

function ofState({ root_module, outputs }: Readonly<Record<string, unknown>>): string[] {
  const ofOutputs = Object.values(objectOf(outputs)).flatMap((output) => {
    const { sensitive, value } = objectOf(output);
    return sensitive === true ? textsIn(value) : [];
  });
  return [...ofOutputs, ...ofModule(objectOf(root_module))];
}

function ofModule({ resources, child_modules }: Readonly<Record<string, unknown>>): string[] {
  const own = listOf(resources).flatMap((resource) => {
    const { values, sensitive_values } = objectOf(resource);
    return markedTexts(values, sensitive_values);
  });
  return [...own, ...listOf(child_modules).flatMap((child) => ofModule(objectOf(child)))];
}
