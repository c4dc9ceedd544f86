import type { Client } from "../../client/client";
import type { Plan } from "../plan/plan";
import { knownTextAt } from "../plan/read-value";
import type { LiveAnswers, LiveProblem, NetworkAnswers } from "./answers";
import { type Asking, askAbout } from "./ask-about";

/**
 * Asks the API about the networks of the plan: its policies, signers and integrations, and how many people
 * the plan affects. What cannot be asked becomes a problem of the answers, never an error.
 */
export async function askLive(
  plan: Plan,
  client: Client,
  target: "network" | "controller",
  signal?: AbortSignal,
): Promise<LiveAnswers> {
  const problems: LiveProblem[] = [];
  const asking: Asking = {
    client,
    options: signal === undefined ? {} : { signal },
    async attempt(what, work) {
      try {
        return await work();
      } catch (failure) {
        problems.push({ what, reason: plan.secrets(messageOf(failure)) });
        return null;
      }
    },
  };
  if (target === "controller") {
    const answers = await lists("", asking);
    const networks: LiveAnswers["networks"] = answers === null ? {} : { "": answers };
    return askAbout(plan, { defaultNetworkId: null, networks, problems }, asking);
  }
  const named = networkIds(plan);
  const needsDefault = plan.changes.some((change) => networkIdsOf(change).length === 0);
  const defaultNetworkId =
    needsDefault || named.size === 0
      ? await asking.attempt("the network of the credential", () => client.networks.defaultId(asking.options))
      : null;
  if (defaultNetworkId !== null) named.add(defaultNetworkId);
  const networks: Record<string, NetworkAnswers> = {};
  for (const id of [...named].sort()) {
    const answers = await lists(id, asking);
    if (answers !== null) networks[id] = answers;
  }
  return askAbout(plan, { defaultNetworkId, networks, problems }, asking);
}

async function lists(
  networkId: string,
  { client, options, attempt }: Asking,
): Promise<NetworkAnswers | null> {
  const isController = networkId === "";
  const edge = isController ? options : { ...options, networkId };
  const what = isController ? "what the controller has" : `what the network ${networkId} has`;
  return attempt(what, async () => {
    const [policies, signers, integrations] = await Promise.all([
      client.authPolicies.list({}, edge),
      client.jwtSigners.list({}, edge),
      isController ? [] : client.integrations.list({ networkId }, options),
    ]);
    return { policies, signers, integrations, byPolicy: {}, byIntegration: {}, previews: {}, tokens: {} };
  });
}

function networkIds({ changes }: Plan): Set<string> {
  return new Set(changes.flatMap(networkIdsOf));
}

function networkIdsOf({ before, after }: Plan["changes"][number]): string[] {
  return [before, after].flatMap((values) => knownTextAt(values, "network_id") ?? []);
}

/** What an error says, on one line. The client has masked the secrets that it knows. */
function messageOf(failure: unknown): string {
  const text = failure instanceof Error ? failure.message : String(failure);
  return text.replace(/\s+/g, " ").trim();
}
