import type { Locator, Page } from '@playwright/test';

/** The large order curve of an overview. Every chart says what it shows in data attributes of its root. */
export function curve(overview: Page): Locator {
  return overview.locator('[data-panel-id="headline"]');
}

/** Number attribute of a panel; NaN while it is not there. */
export async function numberOf(panel: Locator, attribute: string): Promise<number> {
  return Number((await panel.getAttribute(attribute)) ?? Number.NaN);
}
