/**
 * Loaded into a bundle (`node --require`): at the end of the process it writes what V8 has compiled of each part, one line
 * of JSON into the file that BUNDLE_RECORD names. Only then does that hold the functions that were compiled as they ran.
 */
import { writeFileSync } from "node:fs";
import vm from "node:vm";

const { BUNDLE_RECORD } = process.env;

if (BUNDLE_RECORD !== undefined) {
  const scripts = new Map<string | undefined, vm.Script>();
  vm.Script = class extends vm.Script {
    constructor(source: string, options: vm.ScriptOptions) {
      super(source, options);
      scripts.set(options.filename, this);
    }
  };
  process.on("exit", () => {
    const recorded = [...scripts].map(([name, script]) => [
      name,
      script.createCachedData().toString("base64"),
    ]);
    writeFileSync(BUNDLE_RECORD, JSON.stringify(Object.fromEntries(recorded)));
  });
}
