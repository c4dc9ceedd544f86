import { type Kind, RESOURCE_TYPES } from "../../as-code/model/kind";
import type { Driver, ObjectValue } from "../../tfplugin";
import { AdoptError } from "../adopt-error";
import type { Found } from "./found";

/** An object of a list: what it is called, and its state. */
export interface Listed {
  readonly name: string;
  readonly id: string;
  readonly state: ObjectValue;
}

type Reported = Awaited<ReturnType<Driver["validate"]>>;

/** The errors of a call, each as one text. */
export function errorsOf({ diagnostics }: Reported): readonly string[] {
  return diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ summary, detail }) => (detail === "" ? summary : `${summary}: ${detail}`));
}

/** Lists the objects of a kind. @throws AdoptError with the errors of the provider. */
export async function listObjects(driver: Driver, kind: Kind): Promise<readonly Listed[]> {
  const answer = await driver.list(RESOURCE_TYPES[kind], {});
  refuseErrors(answer);
  return answer.found.map(({ displayName, state }) => ({
    name: displayName,
    id: String(state?.id),
    state: state ?? {},
  }));
}

/** Imports an object as Terraform would. @throws AdoptError with the errors of the provider. */
export async function importObject(driver: Driver, kind: Kind, { id, name }: Listed): Promise<Found> {
  const { state, privateData, ...answer } = await driver.import(RESOURCE_TYPES[kind], id);
  refuseErrors(answer);
  if (state !== null) return { kind, id, name, state, privateData };
  throw new AdoptError(`The ${kind} ${id} was deleted while the network was read. Run the command again.`);
}

function refuseErrors(answer: Reported): void {
  const errors = errorsOf(answer);
  if (errors.length > 0) throw new AdoptError([...new Set(errors)].join("\n"));
}
