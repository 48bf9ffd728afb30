// Everything shown goes through here as text: nothing that a venue, a file or a person said is ever parsed as HTML.

export function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === true) node.setAttribute(name, '');
    else if (value !== false && value != null) node.setAttribute(name, String(value));
  }
  node.append(...children.flat().map(child => child instanceof Node ? child : String(child)));
  return node;
}

export function panel(title, ...children) {
  return el('section', { class: 'panel' }, el('h2', {}, title), ...children);
}

/** Columns are {title, num, cell(row), tone(row), wrap}; a cell is text or a node. Returns {node, show(rows)}. */
export function table(name, columns, options = {}) {
  const body = el('tbody');
  const node = el('div', { class: options.long ? 'scroll long' : 'scroll', tabindex: '0', role: 'region', 'aria-label': name },
    el('table', { id: options.id },
      el('thead', {}, el('tr', {}, columns.map(c => el('th', { scope: 'col', class: c.num ? 'num' : null }, c.title)))), body));
  const show = rows => {
    const shown = rows.map(row => el('tr', {}, columns.map(c => {
      const classes = [c.num ? 'num' : '', c.wrap ? 'wrap' : '', c.tone ? c.tone(row) : ''].filter(Boolean).join(' ');
      return el('td', { class: classes || null }, c.cell(row));
    })));
    if (!shown.length) shown.push(el('tr', {}, el('td', { class: 'quiet', colspan: columns.length }, options.empty || 'None')));
    body.replaceChildren(...shown);
  };
  show([]);
  return { node, show };
}

export function titled(title, part) {
  return panel(title, part.node);
}

export function card(title, id) {
  const value = el('b', { id }, '–');
  return { node: el('div', { class: 'card' }, el('span', {}, title), value), show(text, tone) {
    value.textContent = text;
    value.className = tone || '';
    value.title = text;
  } };
}
