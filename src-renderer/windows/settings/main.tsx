import { startWindow } from '../../ui/startWindow';
import { Settings } from './Settings';
import './settings.css';

startWindow(<Settings />);
