import { useMemo } from 'react';
import type { Incident } from '../../contract/incidents';
import type { SharedState } from '../../contract/state';
import { selectDiagnoses } from '../diagnosis/selectDiagnosis';
import { selectIncidents } from '../incidents/selectIncidents';
import { useLanguage } from '../i18n/useText';
import { useConsole } from '../state/windowConsole';
import { recommendedFor, recommendedNow, type Recommended } from './recommended';
import { selectExecutions, selectPlans } from './selectProtection';

/** For all open incidents. */
export function useRecommended(): readonly Recommended[] {
  const language = useLanguage();
  const room = useRoom();
  return useMemo(() => recommendedNow(room, language), [room, language]);
}

export function useRecommendedFor(incident: Incident): readonly Recommended[] {
  const language = useLanguage();
  const room = useRoom();
  return useMemo(() => recommendedFor(incident, room, language), [incident, room, language]);
}

function useRoom(): Parameters<typeof recommendedNow>[0] {
  const plans = useConsole(selectPlans);
  const diagnoses = useConsole(selectDiagnoses);
  const executions = useConsole(selectExecutions);
  const incidents = useConsole(selectIncidents);
  const coreLink = useConsole(selectCoreLinks);
  const workspace = useConsole(selectWorkspaces);
  return useMemo(
    () => ({ plans, diagnoses, executions, incidents, coreLink, workspace }),
    [plans, diagnoses, executions, incidents, coreLink, workspace],
  );
}

function selectCoreLinks(shared: SharedState): SharedState['coreLink'] {
  return shared.coreLink;
}

function selectWorkspaces(shared: SharedState): SharedState['workspace'] {
  return shared.workspace;
}
