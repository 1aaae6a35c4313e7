import { bilingual } from '../bilingual';

export const backtest = bilingual({ 'backtest.title': '回放' }, { 'backtest.title': 'Backtest' });
