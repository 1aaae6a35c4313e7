import { startWindow } from '../../ui/startWindow';
import { Overview } from './Overview';
import './overview.css';

startWindow(<Overview />);
