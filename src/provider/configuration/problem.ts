import type { Setting } from "./environment";

/** A setting that cannot be used. */
export class SettingProblem extends Error {
  constructor(
    readonly setting: Setting,
    readonly summary: string,
    readonly detail: string,
  ) {
    super(`${summary}: ${detail}`);
  }
}
