import { startWindow } from '../../ui/startWindow';
import { Incident } from './Incident';
import './incident.css';

startWindow(<Incident />);
