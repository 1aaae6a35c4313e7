import { startWindow } from '../../ui/startWindow';
import { PlanWindow } from './PlanWindow';
import './plan.css';

startWindow(<PlanWindow />);
