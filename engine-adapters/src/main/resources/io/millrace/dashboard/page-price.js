import { el, panel, table, titled } from './dom.js';
import { amount, count, money, plain, price, utc, words } from './format.js';
import { axis, base, chart, color, line, zoom } from './charts.js';
import { get } from './client.js';

export const id = 'price';
export const title = 'Price';

const picker = el('select', { id: 'instrument', 'aria-label': 'Instrument and timeframe' });
const view = chart('high', 'Candles with volume, indicators and fills');
const values = table('Newest indicator values', [
  { title: 'Indicator', cell: r => r.name }, { title: 'Newest', num: true, cell: r => plain(r.value) },
  { title: 'In the chart', cell: r => r.drawn ? 'yes' : 'no, on another scale' }
], { id: 'indicators', empty: 'No indicator runs on these bars' });
const fills = table('Fills', [
  { title: 'Time, UTC', cell: r => utc(r.time) }, { title: 'Side', cell: r => words(r.side), tone: r => r.side === 'BUY' ? 'gain' : 'loss' },
  { title: 'Quantity', num: true, cell: r => amount(r.quantity) }, { title: 'Price', num: true, cell: r => price(r.price) },
  { title: 'Fee', num: true, cell: r => money(r.fee) }, { title: 'Model', cell: r => r.strategy }
], { id: 'fills' });
let names = '';
let shown = '';

export function build(refresh) {
  picker.addEventListener('change', refresh);
  const box = panel('Price', view.node);
  const heading = box.querySelector('h2');
  heading.replaceWith(el('div', { class: 'head' }, el('h2', {}, 'Price'), picker));
  return [box, el('div', { class: 'grid' }, titled('Fills of this symbol', fills), titled('Indicators', values))];
}

export async function load() {
  const { series } = await get('/series');
  const keys = JSON.stringify(series.map(s => [s.symbol, s.timeframe]));
  if (keys !== names) {
    const before = picker.value;
    picker.replaceChildren(...series.map(s => el('option', { value: JSON.stringify([s.symbol, s.timeframe]) }, s.symbol + ', ' + s.timeframe)));
    if (before) picker.value = before;
    if (picker.selectedIndex < 0) picker.selectedIndex = 0;
    names = keys;
  }
  if (!picker.value) return;
  const [symbol, timeframe] = JSON.parse(picker.value);
  const query = '?symbol=' + encodeURIComponent(symbol) + '&timeframe=' + encodeURIComponent(timeframe);
  const [found, tracks, orders] = await Promise.all([get('/bars' + query), get('/tracks' + query), get('/orders')]);
  const bars = found.series.length ? found.series[0].bars : [];
  const own = orders.fills.filter(f => f.symbol === symbol);
  const lines = overlays(bars, tracks.streams);
  values.show(lines);
  fills.show(own.slice(-100).reverse());
  const fresh = shown !== picker.value;
  shown = picker.value;
  const times = bars.map(b => b.time);
  const place = new Map(times.map((time, i) => [time, i]));
  view.show(() => option(bars, times, place, lines.filter(l => l.drawn), own, fresh), fresh);
}

/** Each value of each stream; one that moves where the price does is drawn over it. */
function overlays(bars, streams) {
  const close = bars.length ? bars[bars.length - 1].close : NaN;
  return streams.flatMap(stream => {
    const newest = stream.points[stream.points.length - 1];
    return newest.values.map((value, i) => ({
      name: stream.names[i] || '#' + (i + 1), value, drawn: value > close / 2 && value < close * 2, points: stream.points.map(p => [p.time, p.values[i]])
    }));
  });
}

function marks(times, own, buy) {
  const at = own.filter(f => (f.side === 'BUY') === buy).map(f => {
    let low = 0, high = times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (times[middle] <= f.time) low = middle + 1;
      else high = middle;
    }
    return low ? [low - 1, f.price, f.quantity] : null;
  }).filter(Boolean);
  return {
    name: buy ? 'Bought' : 'Sold', type: 'scatter', data: at, symbol: 'triangle', symbolRotate: buy ? 0 : 180, symbolSize: 11, z: 5,
    color: color(buy ? 'accent' : 'warn'), itemStyle: { borderColor: color('panel'), borderWidth: 1 }
  };
}

function option(bars, times, place, lines, own, fresh) {
  const up = color('gain'), down = color('loss');
  const option = base(items => {
    const bar = bars[items[0].dataIndex] && items.find(i => i.seriesType === 'candlestick') ? bars[items.find(i => i.seriesType === 'candlestick').dataIndex] : null;
    const rows = bar ? [[utc(bar.time)], ['Open', price(bar.open)], ['High', price(bar.high)], ['Low', price(bar.low)], ['Close', price(bar.close)], ['Volume', count(bar.volume)]] : [];
    return rows.concat(items.filter(i => i.seriesType === 'line' || i.seriesType === 'scatter').map(i => [i.seriesName, plain(i.value[1])]));
  });
  const left = 70;
  Object.assign(option, {
    legend: { type: 'scroll', top: 0, left: 0, right: 0, textStyle: { color: color('muted') }, pageTextStyle: { color: color('muted') }, itemHeight: 9, itemWidth: 14,
      data: [{ name: 'Bought', icon: 'triangle' }, { name: 'Sold', icon: 'path://M0,0L10,0L5,9Z' }, ...lines.map(l => l.name)] },
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    grid: [{ left, right: 16, top: 34, height: '58%' }, { left, right: 16, top: '76%', bottom: 46 }],
    xAxis: [0, 1].map(i => axis({
      type: 'category', data: times, gridIndex: i, splitLine: { show: false }, boundaryGap: true,
      axisLabel: i ? { color: color('muted'), fontSize: 11, hideOverlap: true, formatter: t => t.slice(5, 16).replace('T', ' ') } : { show: false }
    })),
    yAxis: [axis({ type: 'value', scale: true }), axis({ type: 'value', gridIndex: 1, splitNumber: 2, axisLabel: { color: color('muted'), fontSize: 11, formatter: plain } })],
    series: [
      { name: 'Price', type: 'candlestick', data: bars.map(b => [b.open, b.close, b.low, b.high]), itemStyle: { color: up, color0: down, borderColor: up, borderColor0: down } },
      { name: 'Volume', type: 'bar', xAxisIndex: 1, yAxisIndex: 1, data: bars.map(b => b.volume), color: color('muted'), itemStyle: { opacity: .5 } },
      ...lines.map(l => line(l.name, l.points.filter(p => place.has(p[0]) && p[1] !== null).map(p => [place.get(p[0]), p[1]]), { lineStyle: { width: 1 } })),
      marks(times, own, true), marks(times, own, false)
    ]
  });
  // A range at the first drawing only: afterwards the person's own stays.
  option.dataZoom = zoom([0, 1], fresh ? { startValue: Math.max(0, bars.length - shownBars()), endValue: bars.length - 1 } : {});
  return option;
}

const shownBars = () => window.innerWidth < 560 ? 60 : 150;
