import { offerBench } from '../offerBench';
import { createCytoscapeWay } from './cytoscapeWay';

offerBench(createCytoscapeWay());
