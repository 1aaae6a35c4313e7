import { startWindow } from '../../ui/startWindow';
import { Wall } from './Wall';
import './wall.css';

startWindow(<Wall />);
