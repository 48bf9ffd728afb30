import { panel, table, titled, el } from './dom.js';
import { bytes, count, nanos } from './format.js';
import { axis, base, chart, color } from './charts.js';
import { get } from './client.js';

export const id = 'latency';
export const title = 'Latency';

const QUANTILES = ['p50', 'p90', 'p99', 'p999', 'max'];
const NAMES = { p50: 'p50', p90: 'p90', p99: 'p99', p999: 'p99.9', max: 'max' };
const view = chart('tall', 'Time in each stage by quantile, logarithmic');
const stages = table('Time in each stage', [
  { title: 'Stage', cell: r => r.stage }, { title: 'Samples', num: true, cell: r => count(r.samples) },
  ...QUANTILES.map(q => ({ title: NAMES[q], num: true, cell: r => r.samples ? nanos(r[q]) : '–' }))
], { id: 'stages' });
const backlog = el('p', { class: 'note', id: 'backlog' }, '–');

const short = value => nanos(value).replace('.00', '');

export function build() {
  return [panel('Time in each stage', view.node), titled('Quantiles', stages), backlog];
}

export async function load() {
  const latency = await get('/latency');
  const all = latency.stages;
  stages.show(all);
  backlog.textContent = bytes(latency.backlogBytes) + ' wait at the engine’s door, of at most ' + bytes(latency.backlogLimit)
    + '. Stages are sampled in this session; total is from the start of market to the end of route.';
  view.show(() => Object.assign(base(items => [[items[0].name], ...items.map(i => [i.seriesName, nanos(i.value)])]), {
    legend: { top: 0, textStyle: { color: color('muted') }, itemHeight: 9, itemWidth: 12, itemGap: 8 }, grid: { left: 70, right: 16, top: 34, bottom: 28 },
    xAxis: axis({ type: 'category', data: all.map(s => s.stage) }),
    yAxis: axis({ type: 'log', min: 10, axisLabel: { color: color('muted'), fontSize: 11, formatter: short } }),
    // A logarithmic axis has no zero.
    series: QUANTILES.map((q, i) => ({ name: NAMES[q], type: 'bar', data: all.map(s => s.samples ? Math.max(10, s[q]) : null), color: color('accent'), itemStyle: { opacity: 1 - i * .18 } }))
  }));
}
