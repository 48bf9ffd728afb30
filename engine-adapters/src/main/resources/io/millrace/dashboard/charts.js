import { el } from './dom.js';

const all = new Set();
export const color = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();

/** A chart in a box of a fixed height; {@code option} is asked again when the colours change. */
export function chart(size, label) {
  const box = el('div', { class: 'chart ' + size, role: 'img', 'aria-label': label });
  const entry = { drawn: null, option: null };
  const render = fresh => {
    if (!entry.option || !box.clientWidth) return;
    if (!entry.drawn) {
      entry.drawn = window.echarts.init(box, null, { renderer: 'canvas' });
      new ResizeObserver(() => { if (box.clientWidth) entry.drawn.resize(); }).observe(box);
    }
    entry.drawn.setOption(entry.option(), fresh ? { notMerge: true } : { replaceMerge: ['series'] });
  };
  all.add(render);
  return { node: box, show(option, fresh) {
    const first = !entry.drawn;
    entry.option = option;
    render(first || fresh);
  } };
}

window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => all.forEach(render => render(false)));

export const base = lines => ({
  animation: false, useUTC: true, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
  tooltip: {
    trigger: 'axis', confine: true, transitionDuration: 0, backgroundColor: color('panel'), borderColor: color('line'),
    textStyle: { color: color('text'), fontSize: 12 }, axisPointer: { type: 'line', lineStyle: { color: color('muted') } },
    // A node, never text: a tooltip's text would be taken as HTML.
    formatter: items => el('div', { class: 'tip' }, lines(Array.isArray(items) ? items : [items]).map(([name, value]) =>
      value === undefined ? el('div', {}, name) : el('div', {}, name + ' ', el('b', {}, value))))
  }
});

export const axis = more => Object.assign({
  axisLine: { lineStyle: { color: color('line') } }, axisTick: { show: false }, axisLabel: { color: color('muted'), fontSize: 11, hideOverlap: true },
  splitLine: { lineStyle: { color: color('line') } }
}, more);

/** Times that read alike at every zoom. */
export const timeAxis = more => axis(Object.assign({
  type: 'time', splitNumber: window.innerWidth < 560 ? 2 : 6, splitLine: { show: false },
  axisLabel: { color: color('muted'), fontSize: 11, hideOverlap: true, formatter: at => new Date(at).toISOString().slice(5, 16).replace('T', ' ') }
}, more));

export const zoom = (axes, more) => [Object.assign({ type: 'inside', xAxisIndex: axes, zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false }, more),
  Object.assign({
    type: 'slider', xAxisIndex: axes, height: 16, bottom: 6, borderColor: color('line'), fillerColor: color('soft'), showDetail: false, brushSelect: false,
    handleStyle: { color: color('accent') }, moveHandleSize: 0, dataBackground: { lineStyle: { opacity: 0 }, areaStyle: { color: color('line') } },
    selectedDataBackground: { lineStyle: { opacity: 0 }, areaStyle: { color: color('muted'), opacity: .3 } }
  }, more)];

export const line = (name, data, more) => Object.assign({
  name, type: 'line', data, showSymbol: false, lineStyle: { width: 1.3 }, sampling: 'lttb', emphasis: { disabled: true }
}, more);
