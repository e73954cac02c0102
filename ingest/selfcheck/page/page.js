'use strict';
// The page's half: it hands files to the worker one after the other and shows
// what comes back. Whatever stems from a file reaches the page as text, never
// as markup. Written for Chromium 80: no newer syntax.
(() => {
  const $ = (id) => document.getElementById(id);
  const shown = 100; // lines of a list at first; more on request
  const words = {error: '退回', warning: '提示'};
  const jobs = []; // every file handed in, in order: {id, file, given, section, answers}
  const queue = []; // of jobs
  let worker = null;
  let ready = false; // the worker has unpacked the program
  let running = null; // the job in the worker
  let units = []; // to offer where a file does not say whose it is

  // make builds an element: attributes, then children (text or elements).
  function make(tag, attributes, ...children) {
    const e = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name === 'on') {
        e.addEventListener(value[0], value[1]);
      } else if (value !== undefined && value !== false) {
        e.setAttribute(name, value === true ? '' : value);
      }
    }
    e.append(...children.filter(Boolean));
    return e;
  }

  // fill puts children in place of what an element held.
  function fill(e, ...children) {
    e.textContent = '';
    e.append(...children);
  }

  const button = (text, act, attributes) => make('button', Object.assign({type: 'button', on: ['click', act]}, attributes), text);
  const number = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ',');
  // Marks that turn the direction of writing could make a name read as another.
  const visible = (text) => String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '\ufffd');

  function packed() {
    const text = atob($('program').textContent.trim());
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) {
      bytes[i] = text.charCodeAt(i);
    }
    return bytes.buffer;
  }

  function startWorker() {
    const source = new Blob([$('loader').textContent, '\n', $('worker').textContent], {type: 'text/javascript'});
    const address = URL.createObjectURL(source);
    worker = new Worker(address);
    worker.onmessage = (e) => heard(e.data);
    worker.onerror = () => heard({died: true});
    const program = packed();
    worker.postMessage({program, adopted: $('adopted').textContent}, [program]);
  }

  function heard(message) {
    if (message.ready) {
      units = message.ready;
      ready = true;
      document.documentElement.dataset.state = 'ready';
      next();
    } else if (message.died) {
      died();
    } else if (running && message.id === running.id) {
      if (message.reply) {
        finished(message.reply);
      } else {
        progress(message.rows);
      }
    }
  }

  // died: the program ended in the middle of a file. The others go on with a
  // new one; without a file at hand, the browser cannot run it at all.
  function died() {
    worker.terminate();
    const job = running;
    running = null;
    if (!ready) {
      say('检查程序没能启动，请换用新版 Edge 或 Chrome 打开本页。');
      document.documentElement.dataset.state = 'failed';
      return;
    }
    ready = false;
    if (job) {
      failed(job, '检查程序在这份文件上中断了，可能是文件太大。请按县（市、区）拆成几个文件再查，也可以直接报送。');
    }
    startWorker();
  }

  function say(...parts) { fill($('state'), ...parts); }

  function add(files) {
    for (const file of files) {
      if (file.name.startsWith('~$') || file.name.startsWith('.')) {
        continue; // what a spreadsheet program leaves beside an open file
      }
      const job = {id: jobs.length + 1, file, given: {}, section: make('div', {})};
      jobs.push(job);
      $('results').append(job.section);
      queue.push(job);
    }
    next();
  }

  function next() {
    if (running || !ready) {
      if (!ready && queue.length) {
        say('正在准备检查程序……');
      }
      return;
    }
    running = queue.shift() || null;
    if (!running) {
      const done = jobs.filter((job) => job.answers && job.answers.length > 0).length;
      say(done ? `检查完毕，共${done}个文件。` : '');
      document.documentElement.dataset.state = jobs.length ? 'done' : 'ready';
      overview();
      return;
    }
    document.documentElement.dataset.state = 'busy';
    progress(0);
    worker.postMessage({id: running.id, file: running.file, request: JSON.stringify({path: running.file.name, given: running.given})});
  }

  function progress(rows) {
    const left = queue.length ? `，还有${queue.length}个文件` : '';
    const read = rows ? `，已查${number(rows)}行` : '';
    say(`正在检查“${visible(running.file.name)}”${read}${left}……`, button('停止', stop));
  }

  function stop() {
    worker.terminate();
    const stopped = [running, ...queue.splice(0)];
    running = null;
    ready = false;
    say('已停止。');
    for (const job of stopped) {
      failed(job, '没有检查：已按您的要求停止。');
    }
    startWorker();
  }

  function finished(reply) {
    const job = running;
    running = null;
    if (reply.fault) {
      failed(job, '检查程序在这份文件上出了错，没有结果。可以直接报送，并把这句话告诉省里：' + reply.fault);
    } else {
      job.answers = reply.files;
      fill(job.section, ...reply.files.map((a) => fileSection(job, a)));
    }
    next();
  }

  function failed(job, sentence) {
    job.answers = [];
    fill(job.section, make('section', {class: 'file'}, make('h2', {}, visible(job.file.name)), make('p', {class: 'verdict bad'}, sentence)));
  }

  function fileSection(job, a) {
    const w = a.words;
    const bad = a.status === 'refused' || a.quarantined > 0;
    const s = make('section', {class: 'file', id: anchor(job, a)},
      make('h2', {class: 'screen'}, visible(a.path)),
      make('p', {class: 'screen verdict ' + (bad ? 'bad' : 'good')}, a.status === 'refused' ? `不会接收：${w.reason}。` : w.result + '。'));
    if (w.unit || w.dataset || w.period) {
      s.append(make('p', {class: 'screen where'}, [w.unit, w.scope !== w.unit && w.scope, w.dataset, w.period].filter(Boolean).join(' · ')));
    }
    if (isChosen(job, a)) {
      s.append(make('p', {class: 'screen under'}, '按您在本页的选择检查。报送的文件标题里也要写明，否则省里收到后仍会来问。'));
    }
    if (a.asks || isChosen(job, a)) {
      s.append(question(job, a));
    }
    const steps = make('div', {class: 'screen'}, make('h3', {}, '需要做什么'), make('ol', {}, ...w.steps.map((step) => make('li', {}, step))));
    s.append(a.status === 'refused' ? steps : counts(a), tools(a));
    if (a.problems.some((p) => p.rule !== 'file_refused')) {
      s.append(problemList(a));
    }
    for (const x of a.extracts || []) {
      s.append(extract(a, x));
    }
    if (a.status !== 'refused' && a.problems.length > 0) {
      s.append(steps);
    }
    return s;
  }

  const anchor = (job, a) => `file-${job.id}-${job.answers.indexOf(a)}`;

  // tools offers what can be kept: the page for whoever decides, the list.
  function tools(a) {
    const name = baseName(a.path);
    const letter = make('details', {class: 'page'}, make('summary', {}, '一页结果：可以打印，交给负责人看'));
    letter.append(document.adoptNode(new DOMParser().parseFromString(a.words.letter, 'text/html').querySelector('article')));
    return make('div', {class: 'keep'}, letter, make('div', {class: 'tools'},
      button('下载这一页（网页）', () => save(a.words.letter, name + '-自查结果.html', 'text/html')),
      a.problems.length > 0 && button('下载问题清单（csv）', () => save(csv(a.problems), name + '-问题清单.csv', 'text/csv')),
      button('打印', () => print())));
  }

  // chosen is what was answered to a file's question, by the file's path.
  const chosen = (job, a) => job.given[a.path] || {unit: '', period: ''};
  const isChosen = (job, a) => Object.values(chosen(job, a)).some(Boolean);

  function counts(a) {
    const cell = (n, label) => make('div', {}, make('b', {}, number(n)), make('span', {}, label));
    return make('div', {class: 'screen'}, make('div', {class: 'counts'}, cell(a.rows_read, '读到行数'), cell(a.accepted, '可以接收'), cell(a.quarantined, '会被退回'), cell(a.skipped, '略过'), cell(a.warnings, '提示')),
      make('p', {class: 'sum'}, a.words.account + '。'), a.words.against && make('p', {class: 'against'}, `与上次检查相比：${a.words.against}。`));
  }

  // question offers what would answer it: a unit, or a month.
  function question(job, a) {
    const pick = (label, value, options, set) => {
      const select = make('select', {'aria-label': label, on: ['change', () => { set(select.value); again(job); }]}, make('option', {value: ''}, label),
        ...options.map(([code, name]) => make('option', {value: code, selected: code === value}, name)));
      return select;
    };
    const given = chosen(job, a);
    const choose = (answer) => { job.given[a.path] = Object.assign({}, given, answer); };
    const selects = [];
    if (a.asks === 'unit' || given.unit) {
      selects.push(pick('由文件自述确定单位', given.unit, units.map((u) => [u.code, u.name]), (unit) => choose({unit})));
    }
    if (a.asks === 'period' || given.period) {
      selects.push(pick('由文件自述确定报送期', given.period, months(), (period) => choose({period})));
    }
    return make('div', {class: 'asks'}, '先选好，继续检查：', ...selects.reduce((all, s) => all.concat(s, ' '), []));
  }

  function months() {
    const now = new Date();
    const all = [];
    for (let i = 0; i < 60; i++) {
      const m = new Date(now.getFullYear(), now.getMonth() - i, 1);
      all.push([`${m.getFullYear()}-${String(m.getMonth() + 1).padStart(2, '0')}`, `${m.getFullYear()}年${m.getMonth() + 1}月`]);
    }
    return all;
  }

  function again(job) {
    queue.push(job);
    next();
  }

  function problemList(a) {
    const of = (severity) => a.problems.filter((p) => !severity || p.severity === severity);
    const columns = listColumns(a.problems);
    const body = make('tbody', {});
    const filters = make('div', {class: 'tools'});
    const more = make('div', {class: 'tools'});
    const show = (severity, limit) => {
      const all = of(severity);
      fill(body, ...all.slice(0, limit).map((p) => problemRow(p, columns)));
      fill(more, ...(all.length > limit ? [button(`再显示${Math.min(all.length - limit, 10 * shown)}条（共${number(all.length)}条）`, () => show(severity, limit + 10 * shown))] : []));
      for (const b of filters.querySelectorAll('[data-severity]')) {
        b.setAttribute('aria-pressed', b.dataset.severity === severity);
      }
    };
    for (const [severity, label] of [['', '全部'], ['error', '退回'], ['warning', '提示']]) {
      filters.append(button(`${label} ${number(of(severity).length)}`, () => show(severity, shown), {'data-severity': severity}));
    }
    show('', shown);
    const s = make('div', {class: 'problems'}, make('h3', {'data-file': visible(baseName(a.path))}, '要改和要核对的地方'), filters,
      make('div', {class: 'scroll'}, make('table', {class: 'list'}, head(columns.map(([label]) => label)), body)), more);
    if (a.unlisted > 0) {
      s.append(make('p', {class: 'under'}, `问题太多，只列前${number(a.problems.length)}条，另有${number(a.unlisted)}条没有列出。`));
    }
    return s;
  }

  // listColumns: a csv has no sheets to name.
  const listColumns = (problems) => [['处理', 'severity'], ['工作表', 'sheet'], ['单元格', 'cell'], ['原值', 'value'], ['问题', 'message'], ['怎么改', 'remedy']]
    .filter(([, field]) => field !== 'sheet' || problems.some((p) => p.sheet));

  const head = (names) => make('thead', {}, make('tr', {}, ...names.map((n) => make('th', {}, n))));

  function problemRow(p, columns) {
    return make('tr', {}, ...columns.map(([label, field]) => field === 'severity' ? make('td', {class: field}, make('span', {class: 'tag ' + p.severity}, words[p.severity]))
      : make('td', {class: field, 'data-label': label}, visible(p[field]))));
  }

  // extract draws the faulty rows as they stand in the sheet, the cells
  // coloured and saying why.
  function extract(a, x) {
    const faults = {};
    for (const p of a.problems) {
      if (p.sheet === x.sheet && p.cell) {
        (faults[p.cell] = faults[p.cell] || []).push(p);
      }
    }
    const line = (l, isHead) => make('tr', isHead ? {class: 'head'} : {}, make('th', {class: 'n'}, String(l.number)), ...l.cells.map((text, i) => {
      const here = faults[x.columns[i] + l.number] || [];
      const worst = here.some((p) => p.severity === 'error') ? 'error' : here.length ? 'warning' : undefined;
      return make('td', {class: worst, title: here.length ? visible(here.map((p) => `${p.message}。${p.remedy}。`).join('\n')) : undefined}, visible(text));
    }));
    const s = make('div', {}, make('h3', {}, '有问题的行' + (x.sheet && `：${visible(x.sheet)}`)),
      make('p', {class: 'under'}, make('span', {class: 'tag error'}, '退回'), ' ', make('span', {class: 'tag warning'}, '提示'), ' 鼠标停在格子上看原因'),
      make('div', {class: 'scroll'}, make('table', {class: 'rows'}, make('thead', {}, make('tr', {class: 'letters'}, make('th', {class: 'n'}), ...x.columns.map((c) => make('th', {}, c)))),
        make('tbody', {}, ...x.header.map((l) => line(l, true)), ...x.rows.map((l) => line(l, false))))));
    if (x.more) {
      s.append(make('p', {class: 'under'}, `只画出前${x.rows.length}行。`));
    }
    return s;
  }

  // overview stands above the files where there are several.
  function overview() {
    const all = [];
    for (const job of jobs) {
      (job.answers || []).forEach((a) => all.push(['#' + anchor(job, a), a]));
    }
    if (all.length < 2) {
      fill($('overview'));
      return;
    }
    const verdicts = {accepted: '可以接收', partial: '有退回', refused: '不会接收'};
    const num = (a, n) => make('td', {class: 'num'}, a.status !== 'refused' && number(n));
    fill($('overview'), make('h3', {}, `共${all.length}份报表`), make('div', {class: 'scroll'}, make('table', {class: 'all'}, head(['文件', '结果', '报送单位', '数据', '报送期', '接收', '退回', '提示']),
      make('tbody', {}, ...all.map(([id, a]) => make('tr', {}, make('td', {}, make('a', {href: id}, visible(a.path))), make('td', {}, make('span', {class: 'tag ' + (a.status === 'accepted' ? 'warning' : 'error')}, verdicts[a.status])),
        make('td', {}, a.words.unit), make('td', {}, a.words.dataset), make('td', {}, a.words.period), num(a, a.accepted), num(a, a.quarantined), num(a, a.warnings)))))));
  }

  // csv opens in a spreadsheet: with a byte order mark, and so that no text is
  // taken for a formula.
  function csv(problems) {
    const cell = (text) => {
      text = String(text);
      return '"' + (/^[=+\-@\t\r＝＋－＠]/.test(text) ? "'" + text : text).replace(/"/g, '""') + '"';
    };
    const lines = [['处理', '工作表', '单元格', '原值', '问题', '怎么改'], ...problems.map((p) => [words[p.severity], p.sheet, p.cell, p.value, p.message, p.remedy])];
    return '\ufeff' + lines.map((l) => l.map(cell).join(',')).join('\r\n') + '\r\n';
  }

  const baseName = (path) => path.split('/').pop().replace(/[\\/:*?"<>|\u0000-\u001f]/g, '_');

  function save(text, name, type) {
    const address = URL.createObjectURL(new Blob([text], {type}));
    make('a', {href: address, download: name}).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  }

  // On paper the page for whoever decides comes first, opened.
  const openPages = (open) => { for (const d of document.querySelectorAll('details.page')) { d.open = open; } };
  window.addEventListener('beforeprint', () => openPages(true));
  window.addEventListener('afterprint', () => openPages(false));

  function dropped(e) {
    e.preventDefault();
    $('drop').classList.remove('over');
    const folder = Array.from(e.dataTransfer.items || []).some((i) => i.webkitGetAsEntry && (i.webkitGetAsEntry() || {}).isDirectory);
    if (folder) {
      say('不能直接拖文件夹：请把它压缩成 zip 再拖进来，或打开文件夹选中里面的文件。');
      return;
    }
    add(Array.from(e.dataTransfer.files));
  }

  if (!window.Worker || !window.WebAssembly || !window.DecompressionStream) {
    return; // the sentence about the browser stays
  }
  $('old').hidden = true;
  $('desk').hidden = false;
  for (const name of ['dragenter', 'dragover']) {
    document.addEventListener(name, (e) => { e.preventDefault(); $('drop').classList.add('over'); });
  }
  document.addEventListener('dragleave', (e) => { if (!e.relatedTarget) { $('drop').classList.remove('over'); } });
  document.addEventListener('drop', dropped);
  $('files').addEventListener('change', () => { add(Array.from($('files').files)); $('files').value = ''; });
  startWorker();
})();
