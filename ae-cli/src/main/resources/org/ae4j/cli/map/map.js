'use strict';
(() => {
  const map = JSON.parse(document.getElementById('data').textContent);
  const bytes = text => Uint8Array.from(atob(text), c => c.charCodeAt(0)).buffer;
  const places = new Uint16Array(bytes(map.places));
  const count = places.length / 2;
  const colourings = map.colourings.map(c => ({ ...c, values: new Uint16Array(bytes(c.values)), off: new Set() }));
  const details = map.details || null;
  const shown = details ? new Map([...new Int32Array(bytes(details.rows))].map((row, at) => [row, at])) : new Map();
  const element = id => document.getElementById(id);
  const canvas = element('canvas'), tip = element('tip'), context = canvas.getContext('2d');
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const full = 65535, cells = 128, ramp = [[43, 92, 138], [122, 90, 166], [184, 80, 143], [217, 96, 59], [227, 154, 0]];
  const view = { x: full / 2, y: full / 2, scale: 1 };
  let by = colourings[0], colours = [], image = null, width = 0, height = 0, ratio = 1, waiting = false, pointed = -1;

  // Points by the cell of a grid that they are in, to find the one at the pointer.
  const cellOf = i => Math.min(cells - 1, places[2 * i] * cells >> 16) + cells * Math.min(cells - 1, places[2 * i + 1] * cells >> 16);
  const starts = new Uint32Array(cells * cells + 1), members = new Uint32Array(count);
  for (let i = 0; i < count; i++) starts[cellOf(i) + 1]++;
  for (let c = 0; c < cells * cells; c++) starts[c + 1] += starts[c];
  const next = starts.slice();
  for (let i = 0; i < count; i++) members[next[cellOf(i)]++] = i;

  // An order in which no class covers those before it.
  const order = new Uint32Array(count);
  let stride = Math.max(1, Math.floor(count * 0.618034));
  const divisor = (a, b) => b ? divisor(b, a % b) : a;
  while (divisor(stride, count) !== 1) stride++;
  for (let i = 0, at = 0; i < count; i++, at = (at + stride) % count) order[i] = at;

  const packed = (r, g, b) => (255 << 24 | b << 16 | g << 8 | r) >>> 0;
  const blend = part => {
    const place = part * (ramp.length - 1), step = Math.min(ramp.length - 2, Math.floor(place)), t = place - step;
    const lift = dark.matches ? 45 : 0;
    return ramp[step].map((v, k) => Math.min(255, Math.round(v + t * (ramp[step + 1][k] - v)) + lift));
  };
  function readColours() {
    const style = getComputedStyle(document.documentElement);
    colours = by.classes.length
      ? Array.from({ length: 10 }, (_, k) => parseInt(style.getPropertyValue('--k' + k).trim().slice(1), 16)).map(v => packed(v >> 16, v >> 8 & 255, v & 255))
      : Array.from({ length: 256 }, (_, k) => packed(...blend(k / 255)));
    element('ramp').firstChild.style.background = 'linear-gradient(90deg,' + [0, .25, .5, .75, 1].map(p => 'rgb(' + blend(p) + ')') + ')';
  }

  const onScreen = i => [(places[2 * i] - view.x) * view.scale + width / 2, (places[2 * i + 1] - view.y) * view.scale + height / 2];
  const smallest = () => Math.min(width, height) * 0.94 / full;
  // Pixels of a round mark, and of a square one that covers as many.
  function marks(radius) {
    const round = [], square = [], reach = Math.floor(radius);
    for (let y = -reach; y <= reach; y++) for (let x = -reach; x <= reach; x++) {
      if (x * x + y * y <= radius * radius + .3) round.push(y * width + x);
    }
    const side = Math.round(Math.sqrt(round.length)), first = -Math.floor(side / 2);
    for (let y = first; y < first + side; y++) for (let x = first; x < first + side; x++) square.push(y * width + x);
    return [round, square, reach + 1];
  }
  function draw() {
    waiting = false;
    const start = performance.now();
    const pixels = new Uint32Array(image.data.buffer);
    pixels.fill(0);
    const zoom = view.scale / smallest();
    const size = Math.min(1, Math.min(width, height) / ratio / 700);
    const radius = ratio * Math.min(7, Math.max(1, size * Math.min(4, 150 / Math.sqrt(count))) * Math.pow(zoom, .4));
    const [round, square, edge] = marks(radius);
    const classes = by.classes.length, values = by.values, hidden = new Uint8Array(65536);
    by.off.forEach(k => { hidden[k] = 1; });
    for (let o = 0; o < count; o++) {
      const i = order[o], value = values[i];
      if (classes && hidden[value]) continue;
      const x = Math.round((places[2 * i] - view.x) * view.scale + width / 2);
      const y = Math.round((places[2 * i + 1] - view.y) * view.scale + height / 2);
      if (x < edge || y < edge || x >= width - edge || y >= height - edge) continue;
      const colour = classes ? colours[value % 10] : colours[value >> 8];
      const offsets = classes && Math.floor(value / 5) % 2 ? square : round;
      const at = y * width + x;
      for (let k = 0; k < offsets.length; k++) pixels[at + offsets[k]] = colour;
    }
    context.putImageData(image, 0, 0);
    if (pointed >= 0) {
      context.strokeStyle = getComputedStyle(canvas).color;
      context.lineWidth = 1.5 * ratio;
      context.beginPath();
      context.arc(...onScreen(pointed), radius + 4 * ratio, 0, 7);
      context.stroke();
      anchor();
    }
    canvas.dataset.milliseconds = (performance.now() - start).toFixed(1);
  }
  function redraw() { if (!waiting) { waiting = true; requestAnimationFrame(draw); } }
  function resize() {
    const old = Math.min(width, height) * .94 / full, box = canvas.getBoundingClientRect();
    ratio = Math.min(2, window.devicePixelRatio || 1);
    width = canvas.width = Math.max(1, Math.round(box.width * ratio));
    height = canvas.height = Math.max(1, Math.round(box.height * ratio));
    image = context.createImageData(width, height);
    view.scale = old ? view.scale * smallest() / old : smallest();
    redraw();
  }
  function move(dx, dy) { view.x = Math.max(0, Math.min(full, view.x - dx / view.scale)); view.y = Math.max(0, Math.min(full, view.y - dy / view.scale)); redraw(); }
  function zoomAt(factor, x, y) {
    const scale = Math.max(smallest() * .8, Math.min(smallest() * 400, view.scale * factor));
    const toX = view.x + (x - width / 2) / view.scale, toY = view.y + (y - height / 2) / view.scale;
    view.x = toX - (x - width / 2) / scale; view.y = toY - (y - height / 2) / scale; view.scale = scale;
    move(0, 0);
  }
  function home() { view.x = view.y = full / 2; view.scale = smallest(); redraw(); }

  // The nearest visible point; one with an image wins over nearer ones without.
  function nearest(x, y, reach) {
    const px = view.x + (x - width / 2) / view.scale, py = view.y + (y - height / 2) / view.scale, far = reach / view.scale;
    const cell = v => Math.max(0, Math.min(cells - 1, Math.floor(v * cells / 65536)));
    let best = -1, least = 2;
    for (let cy = cell(py - far); cy <= cell(py + far); cy++) for (let cx = cell(px - far); cx <= cell(px + far); cx++) {
      for (let m = starts[cx + cells * cy]; m < starts[cx + cells * cy + 1]; m++) {
        const i = members[m];
        if (by.classes.length && by.off.has(by.values[i])) continue;
        const dx = places[2 * i] - px, dy = places[2 * i + 1] - py, square = (dx * dx + dy * dy) / (far * far), rank = square + (shown.has(i) ? 0 : 1);
        if (square < 1 && rank < least) { least = rank; best = i; }
      }
    }
    return best;
  }
  const amount = (c, value) => (c.range[0] + (c.range[1] - c.range[0]) * value / full).toPrecision(3);
  const meaning = (c, i) => c.classes.length ? c.classes[c.values[i]] : amount(c, c.values[i]);
  function add(parent, kind, text) { const made = document.createElement(kind); if (text !== undefined) made.textContent = text; parent.appendChild(made); return made; }
  function anchor() {
    const [x, y] = onScreen(pointed), box = canvas.getBoundingClientRect();
    tip.style.left = Math.max(4, Math.min(box.width - tip.offsetWidth - 4, x / ratio + 14)) + 'px';
    tip.style.top = Math.max(4, Math.min(box.height - tip.offsetHeight - 4, y / ratio + 14)) + 'px';
  }
  function show(i) {
    if (i !== pointed) { pointed = i; redraw(); }
    if (i < 0) { tip.hidden = true; return; }
    tip.textContent = '';
    const at = shown.get(i);
    if (at !== undefined && details.sheet) {
      const zoom = Math.max(1, Math.floor(96 / Math.max(details.width, details.height))), picture = add(tip, 'div');
      picture.className = 'image';
      picture.style.cssText = `width:${details.width * zoom}px;height:${details.height * zoom}px;background:url(${details.sheet}) -${at % details.columns * details.width * zoom}px -${Math.floor(at / details.columns) * details.height * zoom}px/${details.columns * details.width * zoom}px auto`;
    }
    const text = ['row ' + i].concat(colourings.filter(c => c.classes.length !== 1).map(c => c.name + ' ' + meaning(c, i)));
    text.forEach((line, k) => { add(tip, k ? 'div' : 'b', line); });
    if (at !== undefined && details.values[at]) {
      const list = add(tip, 'dl');
      details.values[at].forEach((value, k) => { add(list, 'dt', details.names[k]); add(list, 'dd', String(+value.toPrecision(5))); });
    }
    tip.hidden = false;
    anchor();
    element('said').textContent = text.join(', ');
  }

  const fingers = new Map();
  const where = event => { const box = canvas.getBoundingClientRect(); return [(event.clientX - box.left) * ratio, (event.clientY - box.top) * ratio]; };
  canvas.addEventListener('pointerdown', event => { canvas.setPointerCapture(event.pointerId); fingers.set(event.pointerId, where(event)); canvas.classList.add('moving'); });
  canvas.addEventListener('pointermove', event => {
    const now = where(event), before = fingers.get(event.pointerId);
    if (!before) { show(nearest(now[0], now[1], 14 * ratio)); return; }
    if (fingers.size === 2) {
      const other = [...fingers].find(([id]) => id !== event.pointerId)[1], span = p => Math.hypot(p[0] - other[0], p[1] - other[1]) || 1;
      zoomAt(span(now) / span(before), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
      move((now[0] - before[0]) / 2, (now[1] - before[1]) / 2);
    } else { move(now[0] - before[0], now[1] - before[1]); }
    fingers.set(event.pointerId, now);
    show(-1);
  });
  const lift = event => { fingers.delete(event.pointerId); if (!fingers.size) canvas.classList.remove('moving'); };
  canvas.addEventListener('pointerup', event => { lift(event); const [x, y] = where(event); show(nearest(x, y, 24 * ratio)); });
  canvas.addEventListener('pointercancel', lift);
  canvas.addEventListener('pointerleave', () => { if (!fingers.size) show(-1); });
  canvas.addEventListener('wheel', event => { event.preventDefault(); const [x, y] = where(event); zoomAt(Math.exp(-event.deltaY * (event.deltaMode ? .05 : .0015)), x, y); show(-1); }, { passive: false });
  canvas.addEventListener('keydown', event => {
    const step = 60 * ratio, middle = [width / 2, height / 2];
    const keys = { ArrowLeft: () => move(step, 0), ArrowRight: () => move(-step, 0), ArrowUp: () => move(0, step), ArrowDown: () => move(0, -step), '+': () => zoomAt(1.4, ...middle), '=': () => zoomAt(1.4, ...middle), '-': () => zoomAt(1 / 1.4, ...middle), 0: home };
    if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keys[event.key]();
    show(nearest(...middle, 40 * ratio));
  });
  element('in').onclick = () => zoomAt(1.5, width / 2, height / 2);
  element('out').onclick = () => zoomAt(1 / 1.5, width / 2, height / 2);
  element('home').onclick = home;

  function legend() {
    const box = element('legend');
    box.textContent = '';
    const amounts = !by.classes.length;
    element('ramp').hidden = !amounts;
    if (amounts) { const ends = element('ramp').querySelectorAll('span'); ends[0].textContent = amount(by, 0); ends[1].textContent = amount(by, full); return; }
    const sums = new Uint32Array(by.classes.length);
    by.values.forEach(value => { sums[value]++; });
    const buttons = by.classes.map((name, k) => {
      const button = add(box, 'button'), chip = add(button, 'i');
      button.type = 'button';
      button.className = 'k' + k % 10;
      chip.className = Math.floor(k / 5) % 2 ? 'square' : '';
      add(button, 'span', name); add(button, 'span', sums[k].toLocaleString('en'));
      button.onclick = () => { if (!by.off.delete(k)) by.off.add(k); pressed(); };
      return button;
    });
    const pressed = () => { buttons.forEach((button, k) => button.setAttribute('aria-pressed', !by.off.has(k))); redraw(); };
    if (by.classes.length > 1) {
      const both = add(box, 'div');
      both.className = 'both';
      [['All', () => by.off.clear()], ['None', () => by.classes.forEach((_, k) => by.off.add(k))]].forEach(([name, act]) => {
        const button = add(both, 'button', name); button.type = 'button'; button.onclick = () => { act(); pressed(); };
      });
    }
    pressed();
  }
  const select = element('colouring');
  colourings.forEach((c, k) => { add(select, 'option', c.name).value = k; });
  element('by').hidden = colourings.length < 2;
  select.onchange = () => { by = colourings[+select.value]; show(-1); readColours(); legend(); redraw(); };
  dark.addEventListener('change', () => { readColours(); redraw(); });
  new ResizeObserver(resize).observe(canvas);
  readColours();
  resize();
  legend();
})();
