/** A window without data (a backend that is down) still gets what waits for its first chart, this much later. */
const waitMsMax = 2_000;

let painted: () => void = () => undefined;
const first = new Promise<void>((resolve) => {
  painted = resolve;
});

/** Called by whoever has drawn the window's first live chart. */
export function firstChartPainted(): void {
  painted();
}

/** Resolves once the first live chart is on screen: what can wait must not compete with it for the machine. */
export function afterFirstChart(): Promise<void> {
  return Promise.race([first, new Promise<void>((resolve) => setTimeout(resolve, waitMsMax))]);
}
