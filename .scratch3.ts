import { drawCase } from './bench/cityDetect/drawCase';
import { caseWorkspace } from './bench/cityDetect/caseWorkspace';
import { samplesOf } from './bench/cityDetect/caseSamples';
import { openLane } from './bench/cityDetect/lane';
import { laneSpan } from './bench/cityDetect/runCase';
import { livedCity } from './bench/cityDetect/caseSamples';
const [from,to]=(process.argv[2]??'1-20').split('-').map(Number);
const clock=(at:number)=>new Date(at+8*3600e3).toISOString().slice(5,19).replace('T',' ');
let warn=0, hours=0, al=0;
for(let seed=from!;seed<=to!;seed++){
  const drawn=drawCase(seed) as any;
  if(drawn.fault!==null && process.argv[3]!=='faults') continue;
  if(drawn.fault===null && process.argv[3]==='faults') continue;
  const city=livedCity(drawn);
  const w=caseWorkspace(drawn); const ws={...w, watch:{dimensions:[]}, metrics:Object.fromEntries(Object.entries(w.metrics).map(([k,m]:any)=>[k,{...m,watch:m.of==='business'}]))};
  const lane=openLane('level', ws as any, samplesOf(city), laneSpan('level',drawn));
  lane.judgeTo(drawn.to);
  hours+=(drawn.to-drawn.judgedFrom)/3600e3;
  console.log('seed',seed,drawn.day,clock(drawn.judgedFrom),clock(drawn.to),'variant',drawn.variant, JSON.stringify(drawn.promotions??''), drawn.fault?JSON.stringify(drawn.fault)+clock(drawn.fault.at):'');
  for(const a of lane.alarms) if(a.raisedAt>=drawn.judgedFrom){ if(a.forecast) warn++; else al++; console.log('   ',a.forecast?'WARN':'ALARM',clock(a.startedAt),clock(a.raisedAt),a.metricId,a.shape,a.score.toFixed(2),'v',a.value?.toFixed(0),'e',a.expected?.toFixed(0),'low',a.low?.toFixed(0), a.forecast?'crosses '+clock(a.forecast.crossesAt):''); }
}
console.log('hours',hours.toFixed(0),'warnings/day',(warn/hours*24).toFixed(2),'alarms',al);
