import type { GoldenCase } from "./golden-case";
import { SIGN_IN_CASES } from "./sign-in-cases";

export const ALL_CASES: readonly GoldenCase[] = [...SIGN_IN_CASES];
