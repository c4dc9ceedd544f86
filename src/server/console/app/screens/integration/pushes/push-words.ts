import type { AuditEntry } from "../../../../../../contract/gateway/audit";

const ACTIONS: Readonly<Record<string, string>> = {
  "user.create": "Create a user",
  "user.update": "Update a user",
  "user.delete": "Delete a user",
  "group.create": "Create a group",
  "group.update": "Update a group",
  "group.delete": "Delete a group",
  bulk: "Bulk request",
  "delivery.refuse": "The controller refuses a user after the answer",
  "session.end": "Open sessions ended at the controller",
  "session.keep": "Open sessions stay open at the controller",
  "token.use": "First use of an auth token on a day",
  "token.create": "Generate an auth token",
  "token.revoke": "Revoke an auth token",
  "mapping.update": "Edit the mapping",
  "integration.create": "Create the integration",
  "integration.update": "Edit the integration",
};

/** Why the server refused, by the status of the answer. The identity provider got the details. */
const REFUSALS: Readonly<Record<number, string>> = {
  400: "The request is not valid SCIM, or a value is not allowed",
  403: "The caller may not do this",
  404: "The object does not exist here",
  409: "A value that must be unique is taken",
  412: "Somebody else changed the object first",
  413: "The request is too large",
  415: "The request is not JSON",
  500: "The server failed. Its log has the reason",
  501: "The server does not offer this",
};

/** What a 409 of an action means: which value another one has. */
const TAKEN: Readonly<Record<string, string>> = {
  "user.create": "The userName, the identity name or the external ID is taken",
  "user.update": "The userName, the identity name or the external ID is taken",
  "group.create": "Another group has this name or external ID",
  "group.update": "Another group has this name or external ID",
};

/** What was pushed, in words. A newer server may name actions that have no words here. */
export function actionWords({ action }: Pick<AuditEntry, "action">): string {
  return ACTIONS[action] ?? action;
}

/** As in "Done" or "Refused 409". */
export function outcomeWords({ outcome, status }: AuditEntry): string {
  if (outcome === "done") return "Done";
  return status === null ? "Refused" : `Refused ${status}`;
}

/** Why it was refused, or else what changed. */
export function reasonWords(entry: AuditEntry): string {
  const { outcome, status, action, counts, changed } = entry;
  if (action === "delivery.refuse") return refusedThere(changed);
  if (outcome === "refused" && status !== null) return `${refusal(action, status)}.`;
  const numbers = Object.entries(counts).map(([name, count]) => countWords(name, count));
  return [...changed, ...numbers].join(", ");
}

/** Which field the controller refuses, and the identity there that has the value. */
function refusedThere(changed: readonly string[]): string {
  const holder = changed.find((name) => name.startsWith("heldBy "))?.slice("heldBy ".length);
  const field = changed.find((name) => !name.startsWith("heldBy "));
  const what = field === undefined ? "The identity is refused" : `Its ${field} is refused`;
  const who = holder === undefined ? "" : `: the identity ${holder} has the value`;
  return `${what}${who}. “People” says more.`;
}

function refusal(action: string, status: number): string {
  const taken = status === 409 ? TAKEN[action] : undefined;
  return taken ?? REFUSALS[status] ?? `The server answered ${status}`;
}

const NUMBERS: Readonly<Record<string, string>> = {
  joined: "joined",
  left: "left",
  lostAttribute: "lost the attribute",
};

/** A number of a group's change, or the refused operations of a bulk request, as in `user.create 409`. */
function countWords(name: string, count: number): string {
  const [action = "", status] = name.split(" ");
  if (status === undefined) return `${count} ${NUMBERS[name] ?? name}`;
  return `${count} × ${actionWords({ action })}: ${refusal(action, Number(status))}`;
}
