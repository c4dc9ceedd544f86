import { exitWith } from "../../tools/exit-with";

afterEach(() => {
  process.exitCode = undefined;
});

test("a tool whose program failed shows the failure and ends with 1", async () => {
  const shown = jest.spyOn(console, "error").mockImplementation();
  const failure = Object.assign(new Error("Command failed: npm pack"), { code: 1 });
  await exitWith(Promise.reject(failure));
  expect(shown).toHaveBeenCalledWith(failure);
  expect(process.exitCode).toBe(1);
});
