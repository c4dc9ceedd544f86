import * as z from "zod/mini";
import { edgeDetail } from "../common";

/** Answer of `POST /authenticate?method=password` of a controller; the fields this project reads. */
export const apiSession = edgeDetail(
  z.object({
    /** What later calls send as `zt-session`. */
    token: z.string().check(z.minLength(1)),
    /** What else has to be proven before the session opens anything, such as a second factor; mostly nothing. */
    authQueries: z.nullish(z.array(z.unknown())),
  }),
);
export type ApiSession = z.infer<typeof apiSession>;
