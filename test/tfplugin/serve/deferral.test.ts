import { createHandlers, Deferral, UNKNOWN } from "../../../src/tfplugin";
import { writeObject } from "../../../src/tfplugin/serve/answer/dynamic";
import { type NoteDefinition, noteSchema, providerOf } from "../support/note";
import { openShelf } from "../support/open-shelf";
import { shelf } from "../support/shelf";

describe("deferring", () => {
  const clientCapabilities = { deferralAllowed: true };
  const type = noteSchema.type;
  const config = writeObject(type, { text: "a" });
  const plan = { typeName: "b_note", config, proposedNewState: config };
  const state = writeObject(type, { id: "n1", text: "a" });
  const waiting = () => {
    throw new Deferral("absentPrerequisite", { summary: "Not yet", detail: "Its network is not there." });
  };

  async function handlersOf(parts: Partial<NoteDefinition>, context: object | null) {
    const handlers = createHandlers(providerOf(parts, context));
    await handlers.ConfigureProvider({});
    return handlers;
  }

  test("what needs a provider with an unknown configuration, if the client allows it", async () => {
    const handlers = await handlersOf({}, null);
    const reason = { reason: 2 };
    const planned = await handlers.PlanResourceChange({ ...plan, clientCapabilities });
    expect([planned.deferred, planned.diagnostics]).toEqual([reason, []]);
    const read = await handlers.ReadResource({ typeName: "b_note", currentState: state, clientCapabilities });
    expect([read.deferred, read.newState, read.diagnostics]).toEqual([reason, state, []]);
    const imported = await handlers.ImportResourceState({ typeName: "b_note", id: "n1", clientCapabilities });
    expect([imported.deferred, imported.importedResources[0]?.state]).toEqual([
      reason,
      writeObject(type, UNKNOWN as never),
    ]);
  });

  test("a plan that the resource defers, which is still shown", async () => {
    const handlers = await handlersOf({ plan: waiting }, {});
    const planned = await handlers.PlanResourceChange({ ...plan, clientCapabilities });
    expect([planned.deferred, planned.diagnostics]).toEqual([{ reason: 3 }, []]);
    expect(planned.plannedState).not.toBeNull();
  });

  test("nothing for a client that does not allow it, which gets an error", async () => {
    const handlers = await handlersOf({ plan: waiting }, {});
    const planned = await handlers.PlanResourceChange(plan);
    expect(planned.deferred).toBeNull();
    expect(planned.diagnostics.map(({ summary }) => summary)).toEqual(["Not yet"]);
  });

  test("a data source and an ephemeral resource whose configuration is unknown", async () => {
    const { directory } = await openShelf();
    const handlers = createHandlers(shelf);
    await handlers.ConfigureProvider({ config: writeObject(shelf.schema.type, { directory }) });
    const dataType = shelf.dataSources?.shelf_catalog?.schema.type;
    const loanType = shelf.ephemerals?.shelf_loan?.schema.type;
    if (dataType === undefined || loanType === undefined) throw new Error("the shelf is empty");
    const data = { typeName: "shelf_catalog", config: writeObject(dataType, { format: UNKNOWN }) };
    const loan = { typeName: "shelf_loan", config: writeObject(loanType, { reader: UNKNOWN }) };
    const reason = { reason: 1 };
    expect((await handlers.ReadDataSource({ ...data, clientCapabilities })).deferred).toEqual(reason);
    expect((await handlers.OpenEphemeralResource({ ...loan, clientCapabilities })).deferred).toEqual(reason);
    const refused = [await handlers.ReadDataSource(data), await handlers.OpenEphemeralResource(loan)];
    expect(refused.map((answer) => [answer.deferred, answer.diagnostics[0]?.summary])).toEqual([
      [null, "Configuration not known yet"],
      [null, "Configuration not known yet"],
    ]);
  });
});
