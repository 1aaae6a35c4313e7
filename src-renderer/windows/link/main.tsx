import { startWindow } from '../../ui/startWindow';
import { LinkWindow } from './LinkWindow';

startWindow(<LinkWindow />);
