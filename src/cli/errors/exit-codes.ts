/** The command ran and failed. */
export const EXIT_FAILED = 1;
/** The command line is wrong (EX_USAGE of sysexits.h). */
export const EXIT_USAGE = 64;
/** A server could not be reached (EX_UNAVAILABLE of sysexits.h). */
export const EXIT_UNREACHABLE = 69;
/** A verdict: somebody should look. */
export const EXIT_ATTENTION = 2;
/** A verdict: the change must not go on. */
export const EXIT_BLOCKED = 3;
