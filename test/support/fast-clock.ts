import { systemClock } from "../../src/client/system-clock";

/**
 * Lets time pass faster for the provider of this process, so that a test need not wait as long as a user: its clock
 * runs `times` as fast, and its waits take so much less. Holds until jest restores its mocks.
 */
export function hurryProvider(times: number): void {
  const begun = Date.now();
  const { sleep } = systemClock;
  jest.spyOn(systemClock, "now").mockImplementation(() => begun + (Date.now() - begun) * times);
  jest
    .spyOn(systemClock, "sleep")
    .mockImplementation((milliseconds, signal) => sleep(milliseconds / times, signal));
}
