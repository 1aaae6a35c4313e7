/** Like `Promise.all(items.map(work))` with at most `atOnceMax` under way; after the first failure nothing more is begun. */
export async function mapLimited<Item, Output>(
  items: readonly Item[],
  atOnceMax: number,
  work: (item: Item) => Promise<Output>,
): Promise<Output[]> {
  const outputs: Output[] = [];
  const queue = items.entries();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) {
      if (failed) return;
      try {
        outputs[index] = await work(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnceMax, items.length) }, worker));
  return outputs;
}
