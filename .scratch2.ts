import { createLevelDetector } from './src-main/engine/detection/levelDetector';
import { SeriesWatch } from './src-main/engine/watch/seriesWatch';
import { teachHistory, judgeHistory } from './src-main/engine/watch/warmStart';
import { localClock } from './src-main/engine/watch/localTime';
const series:any={key:'k',metricId:'m',slice:{},stepMs:10000,backendId:'c',join:'mean',ask:{},storedAs:'x'};
const localAt=localClock('Asia/Shanghai');
const v=(i:number,s:number)=>1000*(1.2+Math.sin(i*s/86400e3*6.28))+10*Math.sin(i*12.9)*Math.cos(i*78.2);
for(let r=0;r<6;r++){
 const t0=performance.now(); const c0=process.cpuUsage();
 for(let k=0;k<10;k++){
 const w=new SeriesWatch({watched:{series,stage:0,orders:true,bad:'both',limit:k<3?{below:{kind:'share',size:.8},above:null}:null},traffic:'real',detector:createLevelDetector(10000),localAt,noteAt:()=>'ordinary',totalExpected:()=>1000,demanded:()=>1,ringSlots:1080});
 const from=5_000_000; const coarse=Float64Array.from({length:8000},(_,i)=>v(i,300e3));
 teachHistory(w,{stepMs:300000,fromSlot:from/30*1-8000,count:8000},coarse,localAt,()=>'ordinary');
 judgeHistory(w,from,Float64Array.from({length:2160},(_,i)=>v(i,10e3)));
 }
 const c=process.cpuUsage(c0); console.log('per series wall',((performance.now()-t0)/10).toFixed(1),'cpu',(c.user/1e4).toFixed(1));
}
