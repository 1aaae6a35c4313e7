import { startWindow } from '../../ui/startWindow';
import { CoreLinkWindow } from './CoreLinkWindow';

startWindow(<CoreLinkWindow />);
