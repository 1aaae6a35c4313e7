import { rushLoad, usualLoad } from './startShop';
import type { ShopLoad } from './shopLoad';

const [calmMs, rushMs, everyMs] = [60_000, 300_000, 600_000] as const;

/** After a calm minute a rush of five, and again every ten minutes. Returns the function that ends it. */
export function rushNowAndThen(load: ShopLoad): () => void {
  const timers: NodeJS.Timeout[] = [];
  const rush = (): void => {
    load.set(rushLoad);
    timers.push(setTimeout(() => load.set(usualLoad), rushMs));
  };
  timers.push(
    setTimeout(() => {
      rush();
      timers.push(setInterval(rush, everyMs));
    }, calmMs),
  );
  return () => timers.forEach((timer) => clearTimeout(timer));
}
