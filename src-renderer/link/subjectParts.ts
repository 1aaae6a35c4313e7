import type { WorkspaceView } from '../../contract/state';
import type { Subject } from './subject';
import type { SubjectGraph } from './useSubjectGraph';

/** What every part of a link window, and of the graph's side panel, is given. */
export interface SubjectPartProps {
  readonly workspace: WorkspaceView;
  readonly subject: Subject;
  readonly around: SubjectGraph;
}

export type LinkSubject = Extract<Subject, { kind: 'link' }>;
export type NodeSubject = Extract<Subject, { kind: 'node' }>;
export type LinkPartProps = SubjectPartProps & { readonly subject: LinkSubject };
export type NodePartProps = SubjectPartProps & { readonly subject: NodeSubject };
