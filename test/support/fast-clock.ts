import { systemClock } from "../../src/client/system-clock";

/**
 * Makes time pass faster for the provider of this process: its clock runs `times` as fast, and its waits are
 * shorter by the same factor. Holds until jest restores its mocks.
 */
export function hurryProvider(times: number): void {
  const begun = Date.now();
  const { sleep } = systemClock;
  jest.spyOn(systemClock, "now").mockImplementation(() => begun + (Date.now() - begun) * times);
  jest
    .spyOn(systemClock, "sleep")
    .mockImplementation((milliseconds, signal) => sleep(milliseconds / times, signal));
}
