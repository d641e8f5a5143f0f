'use strict';
(() => {
  // Milliseconds of a frame that steps of a training may take, so that the page answers at once all the time.
  const FRAME = 12;
  // Milliseconds between two drawings of what goes on by itself; more where the reader wants little motion.
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const between = () => still.matches ? 1000 : 100;

  const state = document.getElementById('engine-state');

  async function unpacked(id) {
    const text = document.getElementById(id).textContent;
    const packed = Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Response(stream);
  }

  async function load() {
    const wasm = await (await unpacked('engine-wasm')).arrayBuffer();
    const engine = (await TeaVM.wasmGC.load(wasm)).exports;
    engine.start(await (await unpacked('engine-facts')).text());
    return engine;
  }

  class LiveFigure {
    constructor(engine, form) {
      this.engine = engine;
      this.form = form;
      this.id = form.dataset.figure;
      this.drawing = document.getElementById(this.id + '-drawing');
      this.answer = document.getElementById(this.id + '-answer');
      this.live = 'live' in form.dataset;
      this.seen = false;
      this.drawn = 0;
      this.frame = 0;
      form.addEventListener('submit', event => event.preventDefault());
      // Some tools for people who can't use a mouse tell of a choice by change alone.
      for (const told of ['input', 'change']) { form.addEventListener(told, event => this.changed(event.target)); }
      form.addEventListener('click', event => this.pressed(event.target.closest('button')));
      this.drawing.addEventListener('click', event => this.chosen(event.target));
      this.drawing.addEventListener('keydown', event => this.key(event));
      this.drawing.addEventListener('pointerdown', event => this.grab(event));
      for (const [begin, end] of [['pointerover', 'pointerout'], ['focusin', 'focusout']]) {
        this.drawing.addEventListener(begin, event => this.mark(event.target, true));
        this.drawing.addEventListener(end, event => this.mark(event.target, false));
      }
      if (this.live) {
        new IntersectionObserver(entries => {
          this.seen = entries[entries.length - 1].isIntersecting;
          this.goOn();
        }).observe(this.drawing);
      }
      form.hidden = false;
    }

    control(name) { return this.form.elements.namedItem(name); }

    value(control) { return control.type === 'checkbox' ? String(control.checked) : control.value; }

    values() {
      return [...this.form.elements].filter(control => control.name)
          .map(control => control.name + '=' + this.value(control) + '\n').join('');
    }

    // Sets a control without drawing.
    put(name, value) {
      const control = this.control(name);
      if (!control || !control.name) { return; }
      if (control.type === 'checkbox') {
        control.checked = value === 'true';
      } else {
        control.value = value;
      }
      this.tell(control);
    }

    tell(control) {
      if (control.type === 'range') { control.parentElement.querySelector('output').value = control.value; }
    }

    changed(control) {
      this.tell(control);
      this.soon();
      remember(this);
    }

    pressed(button) {
      if (!button) { return; }
      if ('sets' in button.dataset) {
        for (const set of button.dataset.sets.split(' ')) { this.set(set); }
      } else {
        button.value = Number(button.value) + 1;
      }
      this.changed(button);
    }

    set(assignment) {
      const equals = assignment.indexOf('=');
      this.put(assignment.slice(0, equals), assignment.slice(equals + 1));
    }

    chosen(element) {
      const chosen = element.closest('[data-set]');
      if (chosen) {
        this.set(chosen.dataset.set);
        this.changed(this.control(chosen.dataset.set.split('=')[0]));
      }
    }

    key(event) {
      if ((event.key === 'Enter' || event.key === ' ') && event.target.closest('[data-set]')) {
        event.preventDefault();
        this.chosen(event.target);
      }
    }

    mark(element, on) {
      const of = element.closest('[data-of]');
      if (of) {
        for (const id of of.dataset.of.split(' ')) {
          document.getElementById(id)?.classList.toggle('marked', on);
        }
      }
    }

    // Dragging. The drawing is exchanged meanwhile, so what is known of it is kept.
    grab(event) {
      const grabbed = event.target.closest('[data-drag]');
      if (!grabbed) { return; }
      event.preventDefault();
      const [across, up] = grabbed.dataset.drag.split(' ').map(name => this.control(name));
      const [left, top, right, bottom] = grabbed.dataset.box.split(' ').map(Number);
      const between = (range, part) => {
        const [min, max] = [Number(range.min), Number(range.max)];
        range.value = min + Math.min(1, Math.max(0, part)) * (max - min);
        this.tell(range);
      };
      const which = [...this.drawing.querySelectorAll('svg')].indexOf(grabbed.ownerSVGElement);
      const move = at => {
        const svg = this.drawing.querySelectorAll('svg')[which];
        const place = new DOMPoint(at.clientX, at.clientY).matrixTransform(svg.getScreenCTM().inverse());
        between(across, (place.x - left) / (right - left));
        between(up, (bottom - place.y) / (bottom - top));
        this.changed(across);
      };
      const drop = () => {
        this.drawing.removeEventListener('pointermove', move);
        this.drawing.removeEventListener('pointerup', drop);
        this.drawing.removeEventListener('pointercancel', drop);
      };
      this.drawing.setPointerCapture(event.pointerId);
      this.drawing.addEventListener('pointermove', move);
      this.drawing.addEventListener('pointerup', drop);
      this.drawing.addEventListener('pointercancel', drop);
    }

    // Draws once before the next frame, however often it is called.
    soon() {
      this.frame ||= requestAnimationFrame(() => {
        this.frame = 0;
        this.draw();
        this.goOn();
      });
    }

    draw() {
      let drawn;
      try {
        drawn = this.engine.draw(this.id, this.values());
      } catch (why) {
        this.say('This can\u2019t be drawn: ' + (why.message || why));
        return;
      }
      const end = drawn.indexOf('\n');
      const back = this.focus();
      this.drawing.innerHTML = drawn.slice(end + 1);
      back();
      this.say(drawn.slice(0, end));
      this.drawn = performance.now();
    }

    // Remembers what has the focus in the drawing; gives the way back to it.
    focus() {
      const focused = document.activeElement;
      if (!this.drawing.contains(focused)) { return () => {}; }
      const all = () => [...this.drawing.querySelectorAll('[tabindex]')];
      const [id, set, place] = [focused.id, focused.dataset.set, all().indexOf(focused)];
      return () => {
        const found = all().find(e => id ? e.id === id : set && e.dataset.set === set) || all()[place];
        found?.focus({preventScroll: true});
      };
    }

    say(sentence) {
      if (this.answer.textContent !== sentence) { this.answer.textContent = sentence; }
    }

    running() { return this.live && this.control('run').checked; }

    // What goes on by itself does so while it can be seen. Its many sentences are not read out, the last one is.
    goOn() {
      this.answer.setAttribute('aria-live', this.running() ? 'off' : 'polite');
      if (this.running() && this.seen) { this.next ||= requestAnimationFrame(() => this.steps()); }
    }

    steps() {
      this.next = 0;
      if (!this.running() || !this.seen) { return; }
      const begun = performance.now();
      let more = true;
      try {
        const values = this.values();
        while (more && performance.now() - begun < FRAME) { more = this.engine.step(this.id, values); }
      } catch (why) {
        this.put('run', 'false');
        this.say('It can\u2019t go on: ' + (why.message || why));
        return;
      }
      if (!more) {
        this.put('run', 'false');
        this.goOn();
      }
      if (!more || performance.now() - this.drawn >= between()) { this.draw(); }
      this.goOn();
    }
  }

  // The address leads back to the values of the figure that was changed last.
  let waiting = 0;
  function remember(figure) {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const values = new URLSearchParams(figure.values().trim().split('\n').map(line => {
        const equals = line.indexOf('=');
        return [line.slice(0, equals), line.slice(equals + 1)];
      }).filter(([name]) => name !== 'run'));
      history.replaceState(null, '', '#' + figure.id + '?' + values);
    }, 400);
  }

  function recall(figures) {
    const [id, values] = location.hash.slice(1).split('?');
    const figure = figures.find(each => each.id === id);
    if (figure && values) {
      for (const [name, value] of new URLSearchParams(values)) { figure.put(name, value); }
      document.getElementById(id).scrollIntoView();
      figure.soon();
    }
  }

  load().then(engine => {
    const figures = [...document.querySelectorAll('form[data-figure]')].map(form => new LiveFigure(engine, form));
    recall(figures);
    addEventListener('hashchange', () => recall(figures));
    document.documentElement.dataset.engine = 'wasm';
    state.hidden = true;
    // for the console, and for the tests
    window.thgcl = engine;
  }).catch(why => {
    document.documentElement.dataset.engine = 'none';
    state.textContent = 'The figures show the values that they begin with. They can\u2019t be changed, as this browser '
        + 'could not start the program: ' + (why.message || why) + '. A current browser can.';
  });
})();
