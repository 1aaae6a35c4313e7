import { bilingual } from '../bilingual';

export const detection = bilingual({}, {});
