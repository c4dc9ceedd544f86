import * as z from "zod/mini";
import { edgeDetail } from "../common";

/**
 * Answer of a controller to `POST /authenticate?method=password`. Only the fields that this project reads.
 */
export const apiSession = edgeDetail(
  z.object({
    /** What later calls send as `zt-session`. */
    token: z.string().check(z.minLength(1)),
    /** Id of the identity that signed in. */
    identityId: z.nullish(z.string()),
    /**
     * Further proofs that the session needs before it allows anything, such as a second factor. Mostly none.
     */
    authQueries: z.nullish(z.array(z.unknown())),
  }),
);
