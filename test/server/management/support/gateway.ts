import { gatewayError } from "../../../../src/contract/errors";
import { type Answer, read } from "../../support/running-server";

export const INTEGRATIONS = "/scim/v1/integrations";
export const NOWHERE = "00000000-0000-4000-8000-000000000000";
export const FORM = { "content-type": "application/x-www-form-urlencoded" };

/** Expects a refusal in the gateway's form that names these fields. Returns the body. */
export function expectProblem(answer: Answer, status: number, ...fields: string[]) {
  expect(answer.status).toBe(status);
  const body = read(gatewayError, answer);
  expect(body.status.code).toBe(status);
  expect((body.fieldErrors ?? []).map(({ field }) => field)).toEqual(fields);
  return body;
}
