import { useCall } from "../form/use-call";
import { ProblemBox } from "../problem";

interface Props {
  /** Name of the file, without its ending. */
  readonly name: string;
  readonly disabled: boolean;
  /** The signal fires when the view goes. */
  readonly make: (signal: AbortSignal) => Promise<string>;
}

/** Saves all rows that match as a CSV file. */
export function CsvButton({ name, disabled, make }: Props) {
  const { isBusy, problem, run } = useCall();
  const download = () => run(async (signal) => save(`${name}.csv`, await make(signal)));
  return (
    <>
      {/* A button that is disabled while it works would lose the focus. */}
      <button
        type="button"
        disabled={disabled}
        aria-disabled={isBusy}
        onClick={() => {
          if (!isBusy) void download();
        }}
      >
        {isBusy ? "Downloading …" : "Download CSV"}
      </button>
      {problem !== null && <ProblemBox problem={problem} />}
    </>
  );
}

function save(file: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = file;
  link.click();
  URL.revokeObjectURL(link.href);
}
