import { bilingual } from '../bilingual';

export const link = bilingual(
  {
    'link.title': '链路详情',
  },
  {
    'link.title': 'Link',
  },
);
