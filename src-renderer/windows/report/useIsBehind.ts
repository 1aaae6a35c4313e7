import { reportBasisOf, type Report } from '../../../contract/report';
import { selectIncidents } from '../../incidents/selectIncidents';
import { useConsole } from '../../state/windowConsole';
import { selectDiagnoses } from './selectReports';

/** More is known of the incident than when the report was made. */
export function useIsBehind(incidentId: string, report: Report | undefined): boolean {
  const incident = useConsole(selectIncidents)[incidentId];
  const diagnosis = useConsole(selectDiagnoses)[incidentId];
  if (incident === undefined || report === undefined) return false;
  return JSON.stringify(reportBasisOf(incident, diagnosis)) !== JSON.stringify(report.basis);
}
