/** The command ran and failed. */
export const EXIT_FAILED = 1;
/** The command line is wrong (EX_USAGE of sysexits.h). */
export const EXIT_USAGE = 64;
/** A server could not be reached (EX_UNAVAILABLE of sysexits.h). Codes 2 and 3 are reserved for verdicts. */
export const EXIT_UNREACHABLE = 69;
