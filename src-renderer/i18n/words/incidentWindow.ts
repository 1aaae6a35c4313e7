import { bilingual } from '../bilingual';

export const incidentWindow = bilingual({}, {});
