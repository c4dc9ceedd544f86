import { NOT_KNOWN } from "../../contract/sign-in/maybe-known";
import { differences } from "../plan/changed-paths";
import type { Plan, PlannedChange } from "../plan/plan";
import type { SecretMask } from "../plan/secrets";
import { meaningOf } from "./meanings";
import type { ReportObject } from "./report";
import { showValue } from "./show-value";

/** The ids and times of the API say nothing to a reader. */
const NOISE: ReadonlySet<string> = new Set([
  "id",
  "created_at",
  "updated_at",
  "has_auth_token",
  "fingerprint",
  "generation",
  "token_sealed",
  "cert_fingerprint",
  "cert_not_before",
  "cert_not_after",
]);

/** What changes on our objects. Instances of one block with the same change are one entry. */
export function listObjects({ changes, secrets }: Plan): ReportObject[] {
  const groups = new Map<string, { readonly first: ReportObject; readonly block: string; count: number }>();
  for (const change of changes) {
    const isShown = change.action !== "no-op" && change.action !== "read";
    if (!isShown && !isMoved(change) && !change.isImport) continue;
    const object = objectOf(change, secrets);
    const key = JSON.stringify([
      change.block,
      { ...object, address: "", previousAddress: object.previousAddress !== null },
    ]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: object, block: change.block, count: 1 });
    else group.count += 1;
  }
  return [...groups.values()].map(({ first, block, count }) =>
    count === 1 ? first : { ...first, address: block, instances: count, previousAddress: null },
  );
}

function objectOf(change: PlannedChange, secrets: SecretMask): ReportObject {
  const hasDetails = change.action === "update" || change.action === "replace" || change.action === "create";
  return {
    address: change.address,
    instances: 1,
    action: change.isImport && change.action === "no-op" ? "import" : actionOf(change),
    previousAddress: isMoved(change) ? change.previousAddress : null,
    attributes: hasDetails ? attributesOf(change, secrets) : [],
  };
}

function actionOf(change: PlannedChange): string {
  return isMoved(change) && change.action === "no-op" ? "move" : change.action;
}

function attributesOf(change: PlannedChange, secrets: SecretMask): ReportObject["attributes"] {
  return differences(change)
    .filter(({ path, before, after }) => !NOISE.has(path) && !(before === null && after === NOT_KNOWN))
    .map(({ path, before, after }) => ({
      path,
      meaning: meaningOf(change.type, path),
      before: showValue(before, secrets),
      after: showValue(after, secrets),
    }));
}

function isMoved({ previousAddress, address }: PlannedChange): boolean {
  return previousAddress !== null && previousAddress !== address;
}
