import { startWindow } from '../../ui/startWindow';
import { Backtest } from './Backtest';
import './backtest.css';

startWindow(<Backtest />);
