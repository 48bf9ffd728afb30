// The only part that speaks to the engine. The token lives in this variable and nowhere else.
let token = null;
let lost = () => {};
const ANSWER_MS = 10000;
/** The service sends a beat every 10 s. */
const SILENCE_MS = 15000;
const WAITS_MS = [500, 1000, 2000, 4000, 8000];

export const onSignedOut = call => { lost = call; };
export const signOut = () => { token = null; };

const headers = more => Object.assign({ Authorization: 'Bearer ' + token }, more);

async function problem(response) {
  try {
    return (await response.json()).detail || 'status ' + response.status;
  } catch {
    return 'status ' + response.status;
  }
}

/** A token or a one-time code; gives the role. */
export async function signIn(text) {
  if (/^[0-9a-f]{64}$/.test(text)) {
    token = text;
  } else {
    const response = await fetch('/session', {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ code: text }), signal: AbortSignal.timeout(ANSWER_MS)
    });
    if (!response.ok) throw new Error(await problem(response));
    token = (await response.json()).token;
  }
  const response = await fetch('/role', { headers: headers(), signal: AbortSignal.timeout(ANSWER_MS) });
  if (!response.ok) {
    token = null;
    throw new Error(await problem(response));
  }
  return (await response.json()).role;
}

export async function get(path) {
  const response = await fetch(path, { headers: headers(), cache: 'no-store', signal: AbortSignal.timeout(ANSWER_MS) });
  if (response.status === 401) lost();
  if (!response.ok) throw new Error(await problem(response));
  return response.json();
}

/** Gives a command once: a lost answer is asked for again with the same key. */
export async function command(path, body) {
  const key = crypto.randomUUID();
  let failure;
  for (let i = 0; i < 3; i++) {
    let response;
    try {
      response = await fetch(path, {
        method: 'POST', headers: headers({ 'Content-Type': 'application/json', 'Idempotency-Key': key }),
        body: JSON.stringify(body), signal: AbortSignal.timeout(ANSWER_MS)
      });
    } catch (e) {
      failure = e;
      continue;
    }
    if (!response.ok) throw new Error(await problem(response));
    if (response.status === 200) return response.json();
    failure = new Error(await problem(response));
  }
  throw failure;
}

const place = id => id.split('-').map(Number);

/** Events as they come, over fetch because an EventSource sends no token. Goes on where it was; says when it cannot. */
export class Stream {
  constructor(handlers) {
    this.handlers = handlers;
    this.last = null;
    this.step = 0;
    this.stopped = false;
    this.abort = null;
  }

  /** Goes on behind this id from the next connection on, or now when there is none yet. */
  goOnBehind(id) {
    this.last = id;
  }

  stop() {
    this.stopped = true;
    if (this.abort) this.abort.abort();
  }

  async run() {
    for (let tries = 0; !this.stopped; tries++) {
      try {
        await this.read(() => { tries = 0; });
      } catch {
        // Whatever it was, the answer is to come back.
      }
      if (this.stopped) return;
      this.handlers.onDown();
      const wait = WAITS_MS[Math.min(tries, WAITS_MS.length - 1)];
      await new Promise(resolve => setTimeout(resolve, wait * (0.75 + Math.random() / 2)));
    }
  }

  async read(connected) {
    this.abort = new AbortController();
    let watchdog;
    const alive = () => {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => this.abort.abort(), SILENCE_MS);
    };
    try {
      alive();
      const response = await fetch('/events', {
        headers: headers(this.last ? { 'Last-Event-ID': this.last } : {}), cache: 'no-store', signal: this.abort.signal
      });
      if (response.status === 401) lost();
      if (!response.ok) throw new Error('status ' + response.status);
      connected();
      this.handlers.onUp();
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = '';
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return;
        alive();
        const parts = (rest + value).split('\n\n');
        rest = parts.pop();
        parts.forEach(part => this.take(part));
      }
    } finally {
      clearTimeout(watchdog);
      this.abort.abort();
    }
  }

  take(text) {
    const event = { id: null, type: 'message', data: '' };
    for (const line of text.split('\n')) {
      if (line.startsWith('id: ')) event.id = line.slice(4);
      else if (line.startsWith('event: ')) event.type = line.slice(7);
      else if (line.startsWith('data: ')) event.data += line.slice(6);
    }
    if (!event.data) return;
    if (event.type === 'reset') {
      this.handlers.onGap();
      return;
    }
    const data = JSON.parse(event.data);
    if (event.id && this.last && !isBehind(event.id, this.last)) {
      // Not what follows: another journal, or one that begins again.
      this.last = event.id;
      this.handlers.onGap();
      return;
    }
    if (event.id) this.last = event.id;
    if (event.type === 'account') {
      if (data.step < this.step) this.handlers.onGap();
      this.step = data.step;
      this.handlers.onAccount(data);
    } else {
      this.handlers.onEvent(data);
    }
  }
}

function isBehind(id, before) {
  const [step, index] = place(id), [lastStep, lastIndex] = place(before);
  return step > lastStep || (step === lastStep && index > lastIndex);
}
