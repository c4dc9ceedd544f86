import { serveDebug } from "../../../src/tfplugin";
import { shelf } from "./shelf";

void serveDebug(shelf).then(() => process.stdout.write("ended\n"));
