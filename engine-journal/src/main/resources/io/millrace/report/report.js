'use strict';
(() => {
  const page = JSON.parse(document.getElementById('data').textContent);
  const ANNUALISED = ['cagr', 'sharpe', 'sortino', 'calmar', 'volatility', 'bps'];
  page.runs.filter(r => !r.metrics.enoughHistory).forEach(r => ANNUALISED.forEach(key => { r.metrics[key] = null; }));
  const READINGS = ['Neutral', 'Pessimistic', 'Optimistic'];
  const label = r => page.trio ? READINGS[page.runs.indexOf(r)] + ' fills' : page.runs.filter(other => other.metrics.title === r.metrics.title).length > 1
    ? r.metrics.title + ' (' + r.metrics.run + ')' : r.metrics.title;
  const root = document.documentElement;
  const main = document.getElementById('run');
  const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  let charts = [];
  let current = 0;

  // Elements are made from text nodes only, so no value of the data can become markup.
  const el = (tag, attributes, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) node.setAttribute(name, value);
    node.append(...children.filter(child => child !== null));
    return node;
  };
  const escape = text => String(text).replace(/[&<>"']/g, c => '&#' + c.charCodeAt(0) + ';');

  const number = (value, digits) => value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const defined = format => value => value === null || value === undefined ? '–' : format(value);
  const signless = text => text.replace('-', '−');
  const percent = defined(v => signless(number(v * 100, Math.abs(v) >= 10 ? 0 : 2)) + ' %');
  const ratio = defined(v => signless(number(v, 2)));
  const money = defined(v => signless(number(v, Math.abs(v) >= 1e6 ? 0 : 2)));
  const count = defined(v => number(v, 0));
  const plain = defined(v => v.toLocaleString('en-US', { maximumSignificantDigits: 8 }));
  const utc = ms => new Date(ms).toISOString().replace('T', ' ').slice(0, 16);
  const iso = text => text.replace('T', ' ').replace(/(:\d\d)(:\d\d.*)?Z$/, '$1');
  const duration = seconds => seconds < 120 ? number(seconds, 0) + ' s' : seconds < 7200 ? number(seconds / 60, 0) + ' min'
    : seconds < 172800 ? number(seconds / 3600, 1) + ' h' : number(seconds / 86400, 1) + ' d';
  const nanos = ns => ns < 1e3 ? ns + ' ns' : ns < 1e6 ? number(ns / 1e3, 2) + ' µs' : ns < 1e9 ? number(ns / 1e6, 2) + ' ms' : number(ns / 1e9, 2) + ' s';
  const tone = value => value > 0 ? 'gain' : value < 0 ? 'loss' : '';

  const times = deltas => { let at = 0; return deltas.map(delta => at += delta); };
  const points = (series, key) => { const t = times(series.t); return t.map((at, i) => [at, series[key][i]]); };
  const color = name => getComputedStyle(root).getPropertyValue('--' + name).trim();

  const panel = (title, ...children) => el('section', { class: 'panel' }, el('h2', {}, title), ...children);
  const note = text => el('p', { class: 'note' }, text);
  const facts = (rows, one) => el('dl', { class: one ? 'facts one' : 'facts' },
    ...rows.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));

  const timeAxis = extra => Object.assign({
    type: 'time', axisLine: { lineStyle: { color: color('line') } }, axisLabel: { color: color('muted'), hideOverlap: true },
    axisTick: { show: false }, splitLine: { show: false }
  }, extra);
  const valueAxis = (format, extra) => Object.assign({
    type: 'value', scale: true, axisLabel: { color: color('muted'), formatter: format, hideOverlap: true }, splitNumber: 4,
    splitLine: { lineStyle: { color: color('line') } }, axisLine: { show: false }
  }, extra);
  const short = v => Math.abs(v) >= 1e9 ? v / 1e9 + 'B' : Math.abs(v) >= 1e6 ? v / 1e6 + 'M' : Math.abs(v) >= 1e4 ? v / 1e3 + 'k' : plain(v);
  const wholePercent = v => signless(number(v * 100, Math.abs(v) < 0.05 && v !== 0 ? 1 : 0)) + ' %';
  const line = (name, data, extra) => Object.assign({
    name, type: 'line', data, showSymbol: false, lineStyle: { width: 1.4 }, color: color('accent'), animation: false
  }, extra);
  const base = formats => ({
    animation: false, useUTC: true, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    tooltip: {
      trigger: 'axis', backgroundColor: color('panel'), borderColor: color('line'), textStyle: { color: color('text'), fontSize: 12 },
      confine: true, axisPointer: { lineStyle: { color: color('muted') } },
      formatter: items => utc(items[0].axisValue) + items.filter(item => !item.seriesName.startsWith(' ')).map(item =>
        '<br>' + escape(item.seriesName) + ' &nbsp;<b>' + escape((formats[item.seriesName] || plain)(item.value[1])) + '</b>').join('')
    }
  });
  const zoom = axes => [{ type: 'inside', xAxisIndex: axes, zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false }, {
    type: 'slider', xAxisIndex: axes, height: 18, bottom: 6, borderColor: color('line'), fillerColor: color('soft'), showDetail: false,
    handleStyle: { color: color('accent') }, moveHandleSize: 0, brushSelect: false, dataBackground: { lineStyle: { opacity: 0 }, areaStyle: { color: color('line') } },
    selectedDataBackground: { lineStyle: { opacity: 0 }, areaStyle: { color: color('muted'), opacity: .3 } }
  }];
  const left = 62;

  function draw(holder, size, label, option) {
    const box = el('div', { class: 'chart ' + size, role: 'img', 'aria-label': label });
    holder.append(box);
    // Drawn after the page is laid out: a chart takes the size its box has at that time.
    charts.push({ box, option, chart: null });
  }
  function render() {
    for (const entry of charts) {
      if (!entry.chart) entry.chart = echarts.init(entry.box);
      entry.chart.setOption(entry.option(), true);
    }
  }

  function equityOption(run) {
    const option = base({ Equity: money, Drawdown: percent, Pessimistic: money, Optimistic: money });
    option.axisPointer = { link: [{ xAxisIndex: 'all' }] };
    option.grid = [{ left, right: 16, top: 12, height: '54%' }, { left, right: 16, top: '67%', bottom: 50 }];
    option.xAxis = [timeAxis({ gridIndex: 0, axisLabel: { show: false } }), timeAxis({ gridIndex: 1 })];
    option.yAxis = [valueAxis(short, { gridIndex: 0 }), valueAxis(wholePercent, { gridIndex: 1, max: 0, scale: false, splitNumber: 2 })];
    option.dataZoom = zoom([0, 1]);
    option.series = [line('Equity', points(run.equity, 'v'), {
      markLine: { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: color('muted'), type: 'dashed', width: 1 }, data: [{ yAxis: run.metrics.capital }] }
    }), line('Drawdown', points(run.equity, 'dd'), {
      xAxisIndex: 1, yAxisIndex: 1, color: color('loss'), lineStyle: { width: 1 }, areaStyle: { opacity: .18 }
    })];
    if (run.equity.low) option.series.unshift(...band(run));
    return option;
  }
  // The lower edge is an invisible line, the height of the band is stacked upon it.
  function band(run) {
    const low = points(run.equity, 'low');
    const quiet = { silent: true, lineStyle: { opacity: 0 }, stack: 'band', stackStrategy: 'all' };
    return [
      line(' low', low, quiet),
      line(' band', low.map(([at, v], i) => [at, run.equity.high[i] - v]), Object.assign({ areaStyle: { opacity: .2, color: color('accent') } }, quiet)),
      line('Pessimistic', points(page.runs[1].equity, 'v'), { color: color('loss'), lineStyle: { width: .8, opacity: .7 } }),
      line('Optimistic', points(page.runs[2].equity, 'v'), { color: color('gain'), lineStyle: { width: .8, opacity: .7 } })
    ];
  }
  function fills() {
    const rows = [['Final equity', 'finalEquity', money], ['Total return', 'totalReturn', percent], ['CAGR', 'cagr', percent], ['Sharpe', 'sharpe', ratio],
      ['Sortino', 'sortino', ratio], ['Max drawdown', 'maxDrawdown', percent], ['Trades', 'trades', count], ['Win rate', 'winRate', percent], ['Profit factor', 'profitFactor', ratio],
      ['Turnover', 'turnover', ratio], ['Fees', 'fees', money], ['Slippage', 'slippage', money], ['Break-even cost multiple', 'breakEvenCostMultiple', ratio], ['BPS score', 'bps', ratio]];
    const order = [page.runs[1], page.runs[0], page.runs[2]];
    return panel('Fill assumptions', el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Fill assumptions' }, el('table', {},
      el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Metric'), ...['Pessimistic', 'Neutral', 'Optimistic'].map(h => el('th', { scope: 'col' }, h)))),
      el('tbody', {}, ...rows.map(([name, key, show]) => el('tr', {}, el('td', {}, name), ...order.map(r => el('td', {}, show(r.metrics[key])))))))),
    note('Neutral is the configuration as it stands. Pessimistic: limits must be traded through, slippage doubled and at least 5 bps, nobody ahead in the queue leaves. Optimistic: limits fill on touch, no slippage, no queue. Assumptions, not bounds.'));
  }
  function priceOption(run, series) {
    const option = base({});
    const fills = buy => run.fills.filter(f => f[0] === series.symbol && f[2] === buy).map(f => [f[1], f[3], f[4]]);
    // Paths and not a turned triangle: a legend draws the symbol without its turn.
    const marker = (name, buy, symbol) => ({
      name, type: 'scatter', data: fills(buy), symbol, symbolSize: 9, color: color(buy ? 'gain' : 'loss'), animation: false,
      itemStyle: { borderColor: color('panel'), borderWidth: 1 }
    });
    option.legend = { data: ['Buy', 'Sell'], right: 8, top: 0, textStyle: { color: color('muted') } };
    option.grid = { left, right: 16, top: 28, bottom: 56 };
    option.xAxis = timeAxis();
    option.yAxis = valueAxis(short);
    option.dataZoom = zoom([0]);
    option.series = [line('Close', points(series, 'v'), { lineStyle: { width: 1.1 }, color: color('muted') }), marker('Buy', 1, 'path://M0 10L5 0L10 10Z'), marker('Sell', 0, 'path://M0 0L10 0L5 10Z')];
    return option;
  }
  function smallOption(name, series, format, axisFormat, extra) {
    const option = base({ [name]: format });
    option.grid = { left, right: 16, top: 12, bottom: 28 };
    option.xAxis = timeAxis();
    option.yAxis = valueAxis(axisFormat, extra.axis);
    option.series = [line(name, points(series, 'v'), extra.series)];
    return option;
  }

  function cards(m) {
    const rows = [
      ['Total return', percent(m.totalReturn), tone(m.totalReturn)], ['CAGR', percent(m.cagr), tone(m.cagr)],
      ['Sharpe', ratio(m.sharpe), ''], ['Max drawdown', percent(m.maxDrawdown), m.maxDrawdown ? 'loss' : ''],
      ['Win rate', percent(m.winRate), ''], ['Trades', count(m.trades), '']
    ];
    return el('div', { class: 'cards' }, ...rows.map(([name, value, style]) =>
      el('div', { class: 'card' }, el('span', {}, name), el('b', { class: style }, value))));
  }
  function allFigures(m) {
    return panel('Figures', facts([
      ['Final equity', money(m.finalEquity)], ['Capital', money(m.capital)], ['Fees paid', money(m.fees)],
      ['Sortino', ratio(m.sortino)], ['Calmar', ratio(m.calmar)], ['Volatility, annual', percent(m.volatility)],
      ['Profit factor', m.profitFactorInfinite ? '∞' : ratio(m.profitFactor)], ['Expectancy per trade', money(m.expectancy)], ['Average holding', m.trades ? duration(m.averageHoldingSeconds) : '–'],
      ['Best trade', money(m.bestTrade)], ['Worst trade', money(m.worstTrade)], ['Open positions', count(m.openPositions)],
      ['Best day', percent(m.bestDay)], ['Worst day', percent(m.worstDay)], ['Longest drawdown', duration(m.maxDrawdownDays * 86400)],
      ['VaR 95 %, daily', percent(m.var95)], ['VaR 99 %, daily', percent(m.var99)], ['Exposure, mean', percent(m.exposure)],
      ['CVaR 95 %, daily', percent(m.cvar95)], ['CVaR 99 %, daily', percent(m.cvar99)], ['Turnover', m.turnover === null ? '–' : ratio(m.turnover) + ' × equity'],
      ['Slippage paid', money(m.slippage)], ['Cost of turnover', m.costPerTurnover === null ? '–' : ratio(m.costPerTurnover * 1e4) + ' bps'], ['Break-even cost', m.breakEvenCostMultiple === null ? '–' : ratio(m.breakEvenCostMultiple) + ' × assumed'],
      ['Skew', ratio(m.skew)], ['Kurtosis (normal = 3)', ratio(m.kurtosis)], ['BPS score', ratio(m.bps)]
    ]), note('Break-even cost: how many times the assumed fees and slippage would have taken all of the profit; below 1 the run lost, undefined when nothing was paid. BPS score: 0.4 Sharpe + 0.3 CAGR + 0.2 win rate − 0.1 max drawdown, without a unit. From ' + count(m.dailyReturns) + ' daily returns between UTC day ends, ' + m.periodsPerYear + ' a year; sample deviation, risk-free rate 0. – means undefined.'));
  }
  function months(run) {
    const peak = Math.max(1e-9, ...run.months.flatMap(y => y.months.map(v => Math.abs(v || 0))));
    const cell = (value, heat) => {
      const td = el('td', {}, value === null ? '' : signless(number(value * 100, 1)));
      if (value !== null && heat) {
        td.style.background = 'color-mix(in srgb, var(--' + (value < 0 ? 'loss' : 'gain') + ') ' + Math.round(6 + 44 * Math.abs(value) / peak) + '%, transparent)';
      } else if (value !== null) {
        td.className = tone(value);
      }
      return td;
    };
    return panel('Monthly returns, %', el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Monthly returns' }, el('table', { class: 'months' },
      el('thead', {}, el('tr', {}, ...['Year', ...MONTHS, 'Total'].map(name => el('th', { scope: 'col' }, name)))),
      el('tbody', {}, ...run.months.map(y => el('tr', {}, el('td', {}, String(y.year)), ...y.months.map(v => cell(v, true)), cell(y.total, false)))))));
  }
  function trades(run) {
    const shown = run.trips.length;
    const total = run.metrics.trades;
    if (!total) return panel('Trades', note('No round trip was closed in this run.'));
    const columns = [['Entry', t => utc(t[2]), 2], ['Exit', t => utc(t[3]), 3], ['Symbol', t => t[0], 0], ['Side', t => t[1] ? 'Long' : 'Short', 1],
      ['Quantity', t => plain(t[4]), 4], ['Entry price', t => plain(t[5]), 5], ['Exit price', t => plain(t[6]), 6], ['Fees', t => money(t[7]), 7], ['Profit', t => money(t[8]), 8]];
    const body = el('tbody', {});
    const fill = () => body.replaceChildren(...run.trips.map(t => el('tr', {}, ...columns.map(([, show, key]) =>
      el('td', key === 8 ? { class: tone(t[8]) } : {}, show(t))))));
    const heads = columns.map(([name, , key]) => {
      const th = el('th', { scope: 'col', 'aria-sort': key === 2 ? 'ascending' : 'none' });
      const button = el('button', { type: 'button' }, name);
      button.addEventListener('click', () => {
        const down = th.getAttribute('aria-sort') === 'ascending';
        heads.forEach(head => head.setAttribute('aria-sort', 'none'));
        th.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        run.trips.sort((a, b) => (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : 0) * (down ? -1 : 1));
        fill();
      });
      th.append(button);
      return th;
    });
    fill();
    const section = panel('Trades', el('div', { class: 'rows', tabindex: '0', role: 'region', 'aria-label': 'Trades' }, el('table', {}, el('thead', {}, el('tr', {}, ...heads)), body)),
      note(shown < total ? 'The first ' + count(shown) + ' of ' + count(total) + ' round trips; all are in trades.csv.' : count(total) + ' round trips. Profit is after fees.'));
    section.classList.add('trades');
    return section;
  }
  function verification(m) {
    const words = { VERIFIED: ['good gain', 'Replayed, every output identical'], DIFFERS: ['bad loss', 'Replayed, an output differs'], NOT_CHECKED: ['', 'Not replayed'] };
    const [style, text] = words[m.verified];
    return panel('Verification', facts([
      ['Journal', el('span', { class: style }, text)], ['Path', m.journal || '–'], ['Steps', count(m.steps)], ['State hash', m.stateHash || '–'], ['Order hash', m.orderHash || '–'],
      ['Events', count(m.events)], ['Elapsed', number(m.elapsedSeconds, 3) + ' s'], ['Events per second', count(m.eventsPerSecond)]
    ], true));
  }
  function latency(m) {
    if (!m.latency.length) return panel('Latency by stage', note('Not measured in this run.'));
    const most = Math.max(1, ...m.latency.map(s => s.p99Ns));
    const bar = s => { const b = el('span', { class: 'bar' }); b.style.width = Math.round(90 * s.p99Ns / most) + 'px'; return el('td', { style: '' }, b); };
    return panel('Latency by stage', el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Latency by stage' }, el('table', {},
      el('thead', {}, el('tr', {}, ...['Stage', 'Count', 'p50', 'p90', 'p99', 'p99.9', 'Max', 'p99, relative'].map(h => el('th', { scope: 'col' }, h)))),
      el('tbody', {}, ...m.latency.map(s => el('tr', {}, el('td', {}, s.stage), el('td', {}, count(s.count)),
        ...[s.p50Ns, s.p90Ns, s.p99Ns, s.p999Ns, s.maxNs].map(v => el('td', {}, nanos(v))), bar(s)))))));
  }
  function prices(run) {
    if (!run.prices.length) return null;
    let series = run.prices[0];
    const holder = panel('Price, entries and exits');
    if (run.prices.length > 1) {
      const select = el('select', { 'aria-label': 'Symbol' }, ...run.prices.map((p, i) => el('option', { value: String(i) }, p.symbol)));
      select.addEventListener('change', () => { series = run.prices[Number(select.value)]; render(); });
      holder.append(select);
    } else {
      holder.firstChild.textContent += ' · ' + series.symbol;
    }
    draw(holder, 'mid', 'Close price with buys and sells', () => priceOption(run, series));
    if (run.priceSymbols > run.prices.length) holder.append(note('The first ' + run.prices.length + ' of ' + run.priceSymbols + ' symbols.'));
    if (run.fillCount > run.fills.length) holder.append(note('Every ' + Math.ceil(run.fillCount / run.fills.length) + 'th of ' + count(run.fillCount) + ' fills is marked.'));
    return holder;
  }
  function modelsOption(run) {
    const names = run.metrics.models.map(model => model.model);
    const option = base(Object.fromEntries(names.map(name => [name, money])));
    const shades = ['accent', 'gain', 'loss', 'muted'].map(color);
    const mixed = i => i < shades.length ? shades[i] : 'hsl(' + (i * 67) % 360 + ' 45% 55%)';
    option.legend = { type: 'scroll', data: names, right: 8, top: 0, textStyle: { color: color('muted') } };
    option.grid = { left, right: 16, top: 32, bottom: 56 };
    option.xAxis = timeAxis();
    option.yAxis = valueAxis(short, { scale: false });
    option.dataZoom = zoom([0]);
    const t = times(run.models.t);
    option.series = run.models.pnl.map((series, i) => line(names[i], t.map((at, k) => [at, series.v[k]]),
      { stack: 'pnl', stackStrategy: 'all', color: mixed(i), lineStyle: { width: .8 }, areaStyle: { opacity: .3 } }));
    return option;
  }
  function models(run) {
    const rows = run.metrics.models;
    if (!rows.length) return null;
    const columns = [['Profit', 'pnl', money], ['Fees', 'fees', money], ['Exposure, mean', 'exposure', percent], ['Trades', 'trades', count], ['Win rate', 'winRate', percent],
      ['Max drawdown', 'maxDrawdown', percent], ['Capital', 'capital', money], ['Transfers', 'transfers', money], ['Final equity', 'finalEquity', money]];
    const totals = { pnl: run.metrics.finalEquity - run.metrics.capital, fees: run.metrics.fees, exposure: run.metrics.exposure, trades: run.metrics.trades,
      winRate: run.metrics.winRate, maxDrawdown: run.metrics.maxDrawdown, capital: run.metrics.capital, finalEquity: run.metrics.finalEquity };
    const few = symbols => symbols.length > 5 ? symbols.slice(0, 5).join(', ') + ' and ' + (symbols.length - 5) + ' more' : symbols.join(', ');
    const about = model => !model.symbols ? null : el('div', { class: 'about' }, [few(model.symbols), model.timeframe,
      ...Object.entries(model.parameters).filter(([k, v]) => run.parameters[k] !== v).map(([k, v]) => k + ' = ' + v)].join(' · '));
    const row = (name, values) => el('tr', {}, el('td', {}, name, about(values)), ...columns.map(([, key, show]) => el('td', key === 'pnl' ? { class: tone(values[key]) } : {}, show(values[key]))));
    const holder = panel('Models');
    if (rows.length > 1 && run.models.t.length > 1) draw(holder, 'mid', 'Profit of each model, stacked', () => modelsOption(run));
    holder.append(el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Models' }, el('table', {},
      el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Model'), ...columns.map(c => el('th', { scope: 'col' }, c[0])))),
      el('tbody', {}, ...rows.map(model => row(model.model, model)), row('Account', totals)))),
      note('The line of the last model is the profit of the account. Profit is after fees and adds up to the account exactly; transfers between models are neither profit nor loss. Capital without a strategy is in the account only.'));
    return holder;
  }
  function comparison() {
    if (page.trio) return null;
    if (page.runs.length < 2) return null;
    const columns = [['Return', 'totalReturn', percent], ['CAGR', 'cagr', percent], ['Sharpe', 'sharpe', ratio], ['Max drawdown', 'maxDrawdown', percent], ['Win rate', 'winRate', percent], ['Trades', 'trades', count]];
    return panel('All runs', el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'All runs' }, el('table', {}, el('thead', {}, el('tr', {}, el('th', {}, 'Run'), ...columns.map(c => el('th', {}, c[0])))),
      el('tbody', {}, ...page.runs.map(r => el('tr', {}, el('td', {}, label(r)), ...columns.map(([, key, show]) => el('td', {}, show(r.metrics[key])))))))), el('p', { class: 'note swipe' }, 'Swipe the table sideways for the other columns.'));
  }

  function show(index) {
    charts.forEach(entry => entry.chart && entry.chart.dispose());
    charts = [];
    current = index;
    const run = page.runs[index];
    const m = run.metrics;
    const notices = run.notices.slice();
    if (!m.enoughHistory) notices.unshift('Under 30 days of history: annualised figures (CAGR, Sharpe, Sortino, Calmar, volatility, BPS) would say nothing and are not shown.');
    const equity = panel('Equity and drawdown');
    draw(equity, 'tall', 'Equity, with drawdown below', () => equityOption(run));
    equity.append(note((run.equity.points > run.equity.t.length ? 'Thinned from ' + count(run.equity.points) + ' samples to ' + count(run.equity.t.length)
      + ', keeping the extremes of every interval; all are in equity.csv. ' : '') + 'Drag the slider, or Ctrl and wheel, to zoom.'));
    const price = prices(run);
    const rolling = panel('Rolling Sharpe · ' + run.rolling.window + ' daily returns');
    if (run.rolling.t.length) draw(rolling, '', 'Rolling Sharpe ratio', () => smallOption('Sharpe', run.rolling, ratio, v => signless(plain(v)), { axis: {}, series: {} }));
    else rolling.append(note('Needs at least ' + run.rolling.window + ' daily returns; this run has ' + m.dailyReturns + '.'));
    const exposure = panel('Exposure · invested share of equity');
    draw(exposure, '', 'Exposure over time', () => smallOption('Exposure', run.exposure, percent, wholePercent, { axis: { min: 0, scale: false }, series: { step: 'end', lineStyle: { width: .8 }, areaStyle: { opacity: .15 } } }));
    const parameters = Object.entries(run.parameters).map(([k, v]) => k + ' = ' + v).join(' · ');
    main.replaceChildren(...[
      comparison(), el('h1', {}, m.title),
      el('p', { class: 'sub' }, [m.strategy, run.symbols.join(', '), m.timeframe].filter(Boolean).join(' · ')),
      el('p', { class: 'sub' }, iso(m.from) + ' to ' + iso(m.to) + ' UTC · ' + count(m.bars) + ' bars · run ' + m.run),
      parameters ? el('p', { class: 'sub' }, parameters) : null,
      ...notices.map(text => el('p', { class: 'notice', role: 'note' }, text)),
      cards(m), equity, models(run), page.trio ? fills() : null, price, months(run), el('div', { class: 'grid' }, rolling, exposure), allFigures(m), trades(run),
      el('div', { class: 'grid' }, verification(m), latency(m))
    ].filter(Boolean));
    if (main.firstChild.tagName === 'SECTION') main.firstChild.style.margin = '0 0 24px';
    document.querySelectorAll('#tabs button').forEach((tab, i) => {
      tab.setAttribute('aria-selected', String(i === index));
      tab.tabIndex = i === index ? 0 : -1;
    });
    render();
  }

  function theme(name, redraw) {
    root.dataset.theme = name;
    document.getElementById('theme').textContent = name === 'dark' ? 'Light' : 'Dark';
    if (redraw) render();
  }
  const system = matchMedia('(prefers-color-scheme: dark)');
  const wanted = location.hash.includes('dark') ? 'dark' : location.hash.includes('light') ? 'light' : system.matches ? 'dark' : 'light';
  theme(wanted, false);
  system.addEventListener('change', () => theme(system.matches ? 'dark' : 'light', true));
  document.getElementById('theme').addEventListener('click', () => theme(root.dataset.theme === 'dark' ? 'light' : 'dark', true));
  let beforePrint = wanted;
  addEventListener('beforeprint', () => { beforePrint = root.dataset.theme; theme('light', true); });
  addEventListener('afterprint', () => theme(beforePrint, true));
  addEventListener('resize', () => charts.forEach(entry => entry.chart && entry.chart.resize()));

  const tabs = document.getElementById('tabs');
  if (page.runs.length > 1) {
    page.runs.forEach((run, index) => {
      const tab = el('button', { type: 'button', role: 'tab', 'aria-controls': 'run' }, label(run));
      tab.addEventListener('click', () => show(index));
      tabs.append(tab);
    });
    tabs.addEventListener('keydown', event => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) {
        show((current + step + page.runs.length) % page.runs.length);
        tabs.children[current].focus();
      }
    });
  } else {
    tabs.removeAttribute('role');
    main.removeAttribute('role');
  }
  show(0);
  root.dataset.ready = String(charts.length);
})();
