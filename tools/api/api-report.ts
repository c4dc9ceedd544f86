import { copyFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";
import { packageRoot } from "../../src/cli/package-root";
import { exitWith } from "../exit-with";

const REPORT = "constructs.api.md";

/**
 * Writes the report of the constructs' public API into a folder, from the declarations in `dist`. A change of
 * the API shows in the difference of the report. Throws when API Extractor finds an error.
 */
export async function writeApiReport(folder: string): Promise<void> {
  const { directory } = packageRoot();
  const temporary = await mkdtemp(join(tmpdir(), "netfoundry-api-"));
  try {
    const { succeeded } = Extractor.invoke(config(directory, temporary), {
      localBuild: true,
      messageCallback: (message) => {
        // Nothing is said but what is wrong. A new report is no fault here: a test compares it.
        message.handled = message.logLevel !== ExtractorLogLevel.Error;
      },
    });
    if (!succeeded) throw new Error("API Extractor could not report the API of the constructs");
    await mkdir(folder, { recursive: true });
    await copyFile(join(temporary, REPORT), join(folder, REPORT));
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

const COMPILER_OPTIONS = {
  target: "ES2022",
  lib: ["ES2023"],
  module: "node20",
  skipLibCheck: true,
  types: ["node"],
};

function config(directory: string, temporary: string): ExtractorConfig {
  const entry = join(directory, "dist", "constructs", "index.d.ts");
  return ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(directory, "package.json"),
    configObject: {
      projectFolder: directory,
      mainEntryPointFilePath: entry,
      compiler: { overrideTsconfig: { files: [entry], compilerOptions: COMPILER_OPTIONS } },
      newlineKind: "lf",
      apiReport: {
        enabled: true,
        reportFileName: REPORT,
        reportFolder: temporary,
        reportTempFolder: join(temporary, "temp"),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        // Release tags such as @public are not used: what the entry exports is public.
        extractorMessageReporting: {
          default: { logLevel: ExtractorLogLevel.Warning },
          "ae-missing-release-tag": { logLevel: ExtractorLogLevel.None },
        },
      },
    },
  });
}

if (require.main === module) {
  void exitWith(writeApiReport(join(packageRoot().directory, "docs", "api")));
}
