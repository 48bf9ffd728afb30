const grouped = (least, most) => new Intl.NumberFormat('en-US', { minimumFractionDigits: least, maximumFractionDigits: most });
const two = grouped(2, 2), whole = grouped(0, 0), eight = grouped(0, 8), short = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 6 });
const known = value => typeof value === 'number' && Number.isFinite(value);

export const money = value => known(value) ? two.format(value) : '–';
export const signed = value => known(value) ? (value > 0 ? '+' : '') + two.format(value) : '–';
export const count = value => known(value) ? whole.format(value) : '–';
export const amount = value => known(value) ? eight.format(value) : '–';
export const price = value => known(value) && value !== 0 ? eight.format(value) : '–';
export const plain = value => known(value) ? short.format(value) : '–';
export const percent = value => known(value) ? two.format(value * 100) + ' %' : '–';
export const tone = value => value > 0 ? 'gain' : value < 0 ? 'loss' : '';
export const utc = text => text ? text.slice(0, 10) + ' ' + (text.slice(11, 19) || '00:00:00') : '–';
export const words = name => String(name).toLowerCase().replaceAll('_', ' ');

export function bytes(value) {
  if (!known(value)) return '–';
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let size = value, unit = 0;
  for (; size >= 1024 && unit < units.length - 1; unit++) size /= 1024;
  return (unit ? two.format(size) : whole.format(size)) + ' ' + units[unit];
}

export function nanos(value) {
  if (!known(value)) return '–';
  if (value < 1e3) return whole.format(value) + ' ns';
  if (value < 1e6) return two.format(value / 1e3) + ' µs';
  if (value < 1e9) return two.format(value / 1e6) + ' ms';
  return two.format(value / 1e9) + ' s';
}

export function age(seconds) {
  if (!known(seconds)) return 'no data yet';
  if (seconds < 60) return Math.floor(seconds) + ' s';
  if (seconds < 3600) return Math.floor(seconds / 60) + ' min';
  if (seconds < 172800) return Math.floor(seconds / 3600) + ' h';
  return Math.floor(seconds / 86400) + ' d';
}
