import { AsyncLocalStorage } from "node:async_hooks";
import { type Diagnostics, messageOf } from "../../define/diagnostics";
import { stackFrames } from "../stack-frames";

const calls = new AsyncLocalStorage<OpenCall>();

/**
 * A call that has no answer yet. Until it closes, a rejection that nothing awaits becomes an error of the
 * call, if the call's work started it.
 */
export class OpenCall {
  readonly diagnostics: Diagnostics;
  /** Completes "while the provider tried to …". */
  readonly doing: string;
  isOpen = true;

  constructor(diagnostics: Diagnostics, doing: string) {
    this.diagnostics = diagnostics;
    this.doing = doing;
  }

  /** Does work of the call. */
  run<T>(work: () => Promise<T>): Promise<T> {
    return calls.run(this, work);
  }

  /** Takes what the generator yields, and lets it do its work as work of the call. */
  async *each<T>(generator: AsyncGenerator<T>): AsyncGenerator<T> {
    try {
      for (;;) {
        const step = await this.run(() => generator.next());
        if (step.done) return;
        yield step.value;
      }
    } finally {
      await this.run(() => generator.return(undefined));
    }
  }

  /** Closes the call, once Node has reported what was rejected so far. */
  async close(): Promise<void> {
    // Node reports a rejection only after all promises of that moment are settled.
    await new Promise((resolve) => setImmediate(resolve));
    this.isOpen = false;
  }
}

/** Does the work of a call that is open as long as the work lasts. Within an open call it opens no other. */
export async function inCall<T>(diagnostics: Diagnostics, doing: string, work: () => Promise<T>): Promise<T> {
  if (calls.getStore()?.isOpen) return work();
  const call = new OpenCall(diagnostics, doing);
  try {
    return await call.run(work);
  } finally {
    await call.close();
  }
}

/**
 * Reports a rejection that nothing awaited. Run it in the handler of `unhandledRejection`, where Node
 * restores the context in which the promise was made.
 * @returns false when no open call started it.
 */
export function reportRejection(reason: unknown): boolean {
  const call = calls.getStore();
  if (!call?.isOpen) return false;
  const [frame] = stackFrames(reason);
  call.diagnostics.error({
    summary: `Something failed in the background while the provider tried to ${call.doing}`,
    detail:
      `${messageOf(reason)}\n\nNothing in the provider waits for this work, so it may be done in part. ` +
      `This is a bug in the provider${frame === undefined ? "" : `, ${frame}`}.`,
  });
  return true;
}
