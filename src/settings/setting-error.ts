import type { Setting, ZitiSetting } from "./environment";

/** A setting that cannot be used. */
export class SettingError extends Error {
  constructor(
    /** Its path in the provider block. */
    readonly setting: Setting | readonly ["ziti", ZitiSetting],
    readonly summary: string,
    readonly detail: string,
  ) {
    super(`${summary}: ${detail}`);
  }
}
