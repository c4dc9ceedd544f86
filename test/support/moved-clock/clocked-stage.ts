import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ServeOptions } from "../../../src/server/serve";
import type { TerraformFolderSettings } from "../../../src/tfplugin/testing/terraform/terraform-folder";
import { Stage } from "../stage";
import { temporaryFolder } from "../temporary-folder";
import { devOverride } from "../terraform-folder";
import { bundleClockedProvider } from "./clocked-provider";

const MINUTE_MS = 60_000;

/**
 * The reference server in this process, and the provider as a process of its own, which terraform starts. One
 * clock moves both.
 */
export class ClockedStage extends Stage {
  readonly #clockFile = join(temporaryFolder(), "ahead");
  #aheadMs = 0;
  #bundle = "";

  override open(options: Partial<ServeOptions> = {}): Promise<this> {
    this.forward(0);
    return super.open({ ...options, clock: () => this.now });
  }

  get now(): Date {
    return new Date(Date.now() + this.#aheadMs);
  }

  /** Lets time pass. */
  forward(minutes: number): void {
    this.#aheadMs += minutes * MINUTE_MS;
    writeFileSync(this.#clockFile, String(this.#aheadMs));
  }

  protected override async startProvider(): Promise<void> {
    this.#bundle = (await bundleClockedProvider()).folder;
  }

  protected override providerSettings(): TerraformFolderSettings {
    return {
      cliConfiguration: devOverride("netfoundry/netfoundry", this.#bundle),
      environment: { MOVED_CLOCK_FILE: this.#clockFile },
    };
  }
}
