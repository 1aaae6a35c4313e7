import type { CoreLink, GraphFrame, GraphLayout } from '../../../contract/coreLink';
import type { WorkspaceView } from '../../../contract/state';
import type { GraphReadings } from '../../coreLink/graphReadings';
import type { GraphScene } from '../../coreLink/graphScene';
import type { GraphMarks } from '../../coreLink/picture/drawMarks';
import type { GraphPicture } from '../../coreLink/picture/graphPicture';
import type { ScenePart } from '../../coreLink/travel';

/** The graph as this window shows it now. */
export interface ShownGraph {
  readonly scene: GraphScene;
  readonly readings: GraphReadings;
  readonly frame: GraphFrame | null;
  /** Target the room looks at, and which part of the scene that is; null where it is not drawn. */
  readonly focus: string | null;
  readonly focused: ScenePart | null;
}

export interface GraphPanelProps extends ShownGraph {
  readonly workspace: WorkspaceView;
  readonly link: CoreLink;
  readonly layout: GraphLayout;
  readonly hidden: number;
  /** Node indexes that a search found. */
  readonly found: readonly number[];
  /** Ref of the picture's host. */
  readonly mount: (host: HTMLDivElement) => () => void;
  readonly picture: GraphPicture | null;
  readonly setTouch: (change: (marks: TouchMarks) => TouchMarks) => void;
  readonly touched: () => void;
}
export type TouchMarks = Pick<GraphMarks, 'hover' | 'drag' | 'moved'>;
