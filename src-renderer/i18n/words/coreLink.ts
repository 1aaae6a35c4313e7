import { bilingual } from '../bilingual';

export const coreLink = bilingual(
  {
    'coreLink.title': '核心链路',
  },
  {
    'coreLink.title': 'Core link',
  },
);
