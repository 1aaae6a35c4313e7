import { startWindow } from '../../ui/startWindow';
import { ReportWindow } from './ReportWindow';
import './report.css';

startWindow(<ReportWindow />);
