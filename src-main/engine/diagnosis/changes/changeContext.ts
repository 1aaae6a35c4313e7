import type { CoreLink } from '../../../../contract/coreLink';
import type { DimensionFinding } from '../../../../contract/diagnosis';

/** How events name things. */
export interface EventNames {
  /** The node that a sender means by a name; null where it is none. */
  readonly nodeOf: (name: string) => string | null;
  /** Labels whose value names a node. */
  readonly nodeLabels: readonly string[];
  /** The label of a dimension. */
  readonly labelOf: (dimension: string) => string;
}

export interface ChangeContext {
  /** The incident's first bad bucket, and the end of what was judged. */
  readonly startedAt: number;
  readonly to: number;
  readonly link: CoreLink | null;
  readonly dimensions: readonly DimensionFinding[];
  readonly names: EventNames;
  /** Orders lost per minute in all, positive; null where none are counted. */
  readonly lostPerMinute: number | null;
}
