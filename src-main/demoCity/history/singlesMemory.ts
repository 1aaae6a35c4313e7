import { singleCount } from '../dimensions/dimensions';

interface SinglesMemoryOptions {
  /** Rows (minutes, cells) in a chunk; one after the other is asked for, so a chunk is found once. */
  chunkRows: number;
  /** The oldest made leaves first. */
  chunksMax: number;
  /** Writes all rows of a chunk, singleCount values each. */
  fill: (flow: number, chunk: number, out: Float32Array) => void;
}

const flowsMax = 64;

/** Totals and single dimensions of a flow, made a chunk at a time when first asked for. Rows count from the history's begin. */
export function createSinglesMemory({ chunkRows, chunksMax, fill }: SinglesMemoryOptions) {
  const chunks = new Map<number, Float32Array>();
  let openKey = Number.NaN;
  let open: Float32Array = new Float32Array();
  const openChunk = (flow: number, chunk: number): void => {
    openKey = chunk * flowsMax + flow;
    const known = chunks.get(openKey);
    if (known !== undefined) {
      open = known;
      return;
    }
    open = new Float32Array(chunkRows * singleCount);
    fill(flow, chunk, open);
    chunks.set(openKey, open);
    if (chunks.size > chunksMax) chunks.delete(chunks.keys().next().value ?? openKey);
  };
  return (flow: number, single: number, row: number): number => {
    const chunk = Math.floor(row / chunkRows);
    if (chunk * flowsMax + flow !== openKey) openChunk(flow, chunk);
    return open[(row - chunk * chunkRows) * singleCount + single]!;
  };
}
