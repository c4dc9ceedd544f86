import type { GoldenCase } from "./golden-case";
import { INTEGRATION_CASES } from "./integration-cases";
import { PEOPLE_CASES } from "./people-cases";
import { PLAN_CASES } from "./plan-cases";
import { SIGN_IN_CASES } from "./sign-in-cases";

/** Every golden folder, and how its plan is made. */
export const ALL_CASES: readonly GoldenCase[] = [
  ...SIGN_IN_CASES,
  ...PEOPLE_CASES,
  ...INTEGRATION_CASES,
  ...PLAN_CASES,
];
