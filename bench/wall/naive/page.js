/* global echarts */
const charts = new Map();

function chartOf(panelId) {
  const known = charts.get(panelId);
  if (known !== undefined) return known;
  const element = document.createElement('div');
  document.body.append(element);
  const chart = echarts.init(element);
  chart.setOption({ animation: false, xAxis: { type: 'time' }, yAxis: { type: 'value' }, tooltip: { trigger: 'axis' } });
  charts.set(panelId, chart);
  return chart;
}

let batches = 0;
window.naive.onPanels((panels) => {
  performance.mark('naive:begin');
  for (const { panelId, lines } of panels)
    chartOf(panelId).setOption({
      series: lines.map((points, i) => ({
        id: String(i),
        type: 'line',
        showSymbol: false,
        data: points.map(({ at, value }) => [at, value]),
      })),
    });
  performance.measure('naive:draw', 'naive:begin');
  performance.clearMeasures('naive:draw');
  batches += 1;
  document.body.dataset.batches = String(batches);
});
