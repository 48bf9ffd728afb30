import { el, card, panel, table, titled } from './dom.js';
import { amount, count, money, percent, price, signed, tone, utc, words } from './format.js';
import { axis, base, chart, color, line, timeAxis, zoom } from './charts.js';
import { get } from './client.js';

export const id = 'portfolio';
export const title = 'Portfolio';

const cards = {
  equity: card('Equity', 'equity'), dailyPnl: card('P&L of the day', 'daily-pnl'), drawdown: card('Drawdown', 'drawdown'), cash: card('Cash', 'cash'),
  realised: card('Realised', 'realised'), unrealised: card('Unrealised', 'unrealised'), fees: card('Fees', 'fees'), trades: card('Trades, won', 'trades')
};
const curve = chart('tall', 'Equity and drawdown over time');
const positions = table('Positions', [
  { title: 'Symbol', cell: r => r.symbol }, { title: 'Model', cell: r => r.strategy }, { title: 'Quantity', num: true, cell: r => amount(r.quantity) },
  { title: 'Price', num: true, cell: r => price(r.price) }, { title: 'Value', num: true, cell: r => money(r.value) }
], { id: 'positions', empty: 'Flat' });
const models = table('P&L by model', [
  { title: 'Model', cell: r => r.strategy + (r.paused ? ' (paused)' : '') }, { title: 'Equity', num: true, cell: r => money(r.equity) },
  { title: 'P&L', num: true, cell: r => signed(r.realised + r.unrealised), tone: r => tone(r.realised + r.unrealised) },
  { title: 'Realised', num: true, cell: r => signed(r.realised), tone: r => tone(r.realised) },
  { title: 'Drawdown', num: true, cell: r => percent(r.drawdown) }, { title: 'Fees', num: true, cell: r => money(r.fees) },
  { title: 'Trades', num: true, cell: r => count(r.trades) }, { title: 'Won', num: true, cell: r => r.trades ? percent(r.wins / r.trades) : '–' }
], { id: 'models' });
const symbols = table('P&L by symbol', [
  { title: 'Symbol', cell: r => r.symbol }, { title: 'P&L', num: true, cell: r => signed(r.pnl), tone: r => tone(r.pnl) },
  { title: 'Held', num: true, cell: r => amount(r.quantity) }, { title: 'Value', num: true, cell: r => money(r.value) },
  { title: 'Fees', num: true, cell: r => money(r.fees) }, { title: 'Trades', num: true, cell: r => count(r.trades) }
], { id: 'symbols', empty: 'Nothing was traded' });
const orders = table('Open orders', [
  { title: 'Time, UTC', cell: r => utc(r.time) }, { title: 'Symbol', cell: r => r.symbol }, { title: 'Side', cell: r => words(r.side), tone: r => r.side === 'BUY' ? 'gain' : 'loss' },
  { title: 'Type', cell: r => words(r.type) }, { title: 'Quantity', num: true, cell: r => r.cashQuantity ? money(r.cashQuantity) + ' cash' : amount(r.quantity) },
  { title: 'Left', num: true, cell: r => r.cashQuantity ? '–' : amount(r.leaves) }, { title: 'Limit', num: true, cell: r => price(r.limitPrice) },
  { title: 'Stop', num: true, cell: r => price(r.stopPrice) }, { title: 'Model', cell: r => r.strategy }
], { id: 'open-orders' });
const trades = table('Recent trades', [
  { title: 'Closed, UTC', cell: r => utc(r.exitTime) }, { title: 'Symbol', cell: r => r.symbol }, { title: 'Side', cell: r => r.side === 'BUY' ? 'long' : 'short' },
  { title: 'Quantity', num: true, cell: r => amount(r.quantity) }, { title: 'Entry', num: true, cell: r => price(r.entryPrice) },
  { title: 'Exit', num: true, cell: r => price(r.exitPrice) }, { title: 'P&L', num: true, cell: r => signed(r.pnl), tone: r => tone(r.pnl) },
  { title: 'Fees', num: true, cell: r => money(r.fees) }, { title: 'Model', cell: r => r.strategy }
], { id: 'trades-table' });

const marked = el('p', { class: 'note', id: 'marked' }, '');

export function build() {
  return [el('div', { class: 'cards' }, Object.values(cards).map(c => c.node)), marked, panel('Equity', curve.node),
    el('div', { class: 'grid' }, titled('Positions', positions), titled('P&L by symbol', symbols)),
    titled('P&L by model', models), titled('Open orders', orders), titled('Recent trades', trades)];
}

export function onAccount(a) {
  marked.textContent = a.markedAt ? 'Valued at the marks of ' + utc(a.markedAt) + ' UTC, of the newest bar or fill.' : 'Nothing was valued so far.';
  cards.equity.show(money(a.equity));
  cards.dailyPnl.show(signed(a.dailyPnl), tone(a.dailyPnl));
  cards.drawdown.show(percent(a.drawdown), a.drawdown > 0 ? 'loss' : '');
  cards.cash.show(money(a.cash));
  cards.realised.show(signed(a.realised), tone(a.realised));
  cards.unrealised.show(signed(a.unrealised), tone(a.unrealised));
  cards.fees.show(money(a.fees));
  cards.trades.show(count(a.trades) + (a.trades ? ', ' + percent(a.winRate) : ''));
}

export async function load() {
  const [byModel, bySymbol, trips, equity] = await Promise.all(['/models', '/symbols', '/trades', '/equity'].map(get));
  // Account, models, positions and orders of one answer, so that they agree.
  onAccount(byModel.account);
  positions.show(byModel.positions);
  orders.show(byModel.openOrders);
  models.show(byModel.models);
  symbols.show(bySymbol.symbols);
  trades.show(trips.trades.slice(-100).reverse());
  const points = equity.points.map(p => [Date.parse(p.time), p.equity]);
  let peak = -Infinity;
  const falls = points.map(([at, value]) => {
    peak = Math.max(peak, value);
    return [at, peak > 0 ? value / peak - 1 : 0];
  });
  curve.show(() => option(points, falls));
}

function option(points, falls) {
  const shown = base(items => [[utc(new Date(items[0].value[0]).toISOString())], ...items.map(i => [i.seriesName, i.seriesName === 'Equity' ? money(i.value[1]) : percent(i.value[1])])]);
  const left = 70;
  return Object.assign(shown, {
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    grid: [{ left, right: 16, top: 12, height: '54%' }, { left, right: 16, top: '66%', bottom: 46 }],
    xAxis: [timeAxis({ axisLabel: { show: false } }), timeAxis({ gridIndex: 1 })],
    yAxis: [axis({ type: 'value', scale: true, splitNumber: 4 }), axis({
      type: 'value', gridIndex: 1, max: 0, splitNumber: 2, axisLabel: { color: color('muted'), fontSize: 11, formatter: v => (v * 100).toFixed(Math.abs(v) < .01 && v ? 2 : 0) + ' %' }
    })],
    dataZoom: zoom([0, 1]),
    series: [line('Equity', points, { color: color('accent') }),
      line('Drawdown', falls, { xAxisIndex: 1, yAxisIndex: 1, color: color('loss'), lineStyle: { width: 1 }, areaStyle: { opacity: .18 } })]
  });
}
