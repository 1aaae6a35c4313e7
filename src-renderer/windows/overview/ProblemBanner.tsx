import type { ReactNode } from 'react';
import type { SharedState } from '../../../contract/state';
import { useLanguage, useText } from '../../i18n/useText';
import { useConsole } from '../../state/windowConsole';
import { ask } from '../../ui/ask';
import { HealthGlyph } from '../../ui/glyphs/HealthGlyph';

/** A workspace file that could not be opened: where it is wrong and what was expected. The previous one keeps running. */
export function ProblemBanner(): ReactNode {
  const text = useText();
  const language = useLanguage();
  const problem = useConsole(selectProblem);
  const running = useConsole(selectWorkspaceName);
  if (problem === undefined) return null;
  const [first, ...others] = problem.refusals;
  return (
    <section className="problem" role="alert">
      <HealthGlyph health="broken" size={28} />
      <div className="problem-words">
        <p className="strong">{text('problem.title', { name: running?.[language] ?? '' })}</p>
        <p className="soft">
          <span>{problem.path}</span>
          {first?.at?.line !== undefined && (
            <span className="num"> · {text('problem.at', { line: first.at.line, column: first.at.column ?? 1 })}</span>
          )}
          {first?.at?.key !== undefined && <code> · {first.at.key}</code>}
          {first !== undefined && <span> · {first.message}</span>}
          {others.length > 0 && <span className="faint"> · {text('problem.more', { count: others.length })}</span>}
        </p>
      </div>
      <button type="button" className="button" onClick={() => void ask('workspace.dismissProblem', undefined)}>
        {text('problem.dismiss')}
      </button>
    </section>
  );
}

function selectProblem(shared: SharedState): SharedState['workspaceProblem'][string] | undefined {
  return shared.workspaceProblem['current'];
}
function selectWorkspaceName(shared: SharedState): SharedState['workspace'][string]['name'] | undefined {
  return shared.workspace['current']?.name;
}
