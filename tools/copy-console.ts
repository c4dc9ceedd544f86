import { cpSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../src/cli/package-root";

// The compiler does not copy the console's page, script and style. The compiled server reads them beside its
// routes.
const CONSOLE = join("src", "server", "console", "public");
const { directory } = packageRoot();
cpSync(join(directory, CONSOLE), join(directory, "dist", CONSOLE), { recursive: true });
