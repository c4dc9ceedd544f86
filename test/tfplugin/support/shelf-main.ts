import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { serve } from "../../../src/tfplugin";
import { shelf } from "./shelf";

// Terraform reads the first line that a plugin prints. This must not become it.
console.log("the shelf is loaded");

serve(shelf);

const { SHELF_PROCESSES } = process.env;
if (SHELF_PROCESSES !== undefined) writeFileSync(join(SHELF_PROCESSES, String(process.pid)), "");
