import { startWindow } from '../../ui/startWindow';
import { ProtectionWindow } from './ProtectionWindow';
import '../../protection/protection.css';
import './board.css';

startWindow(<ProtectionWindow />);
