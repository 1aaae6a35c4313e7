import type { HealthRuleName } from '../../../../contract/graphQuery';
import type { HealthRule } from './healthRule';
import { alert } from './rules/alert';
import { change } from './rules/change';
import { failures } from './rules/failures';
import { finding } from './rules/finding';
import { latency } from './rules/latency';
import { saturation } from './rules/saturation';
import { traffic } from './rules/traffic';

/** Every rule; a name without one does not compile. */
export const healthRules: Readonly<Record<HealthRuleName, HealthRule>> = {
  ...{ failures, latency, traffic, saturation, finding, alert, change },
};
