import { startWindow } from '../../ui/startWindow';
import { Drill } from './Drill';
import './drill.css';

startWindow(<Drill />);
