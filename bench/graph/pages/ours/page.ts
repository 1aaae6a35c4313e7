import { offerBench } from '../offerBench';
import { createHighnoonWay } from './highnoonWay';

offerBench(createHighnoonWay());
