// The sign page: reading first, then drawing, then sending so that a lost connection loses nothing.
// form[data-sign="baca|tanda-tangan"][data-draft]: the stage to begin with, and the name the draft is kept under.
// Without this script both stages stand below each other and the name is typed.
const LARGEST_POINTS = 20000;
const LONGEST = 3600000;
const ANSWER_WITHIN = 30000;

// --- the draft: kept on this phone only, until the server has answered

function draftOf(form) {
  const key = "ikrar:" + form.dataset.draft;
  return {
    read() {
      try {
        return JSON.parse(sessionStorage.getItem(key)) || {};
      } catch (broken) {
        return {};
      }
    },
    write(kept) {
      try {
        sessionStorage.setItem(key, JSON.stringify(kept));
      } catch (full) {
        // Storage is full or switched off: the page itself still holds everything.
      }
    },
    forget() {
      try {
        sessionStorage.removeItem(key);
      } catch (closed) {
        // Nothing was kept.
      }
    },
  };
}

function keep(form, draft) {
  const field = form.elements;
  draft.write({
    formulir: field.formulir.value,
    naskah: field.naskah.value,
    cara: field.cara.value,
    tinta: field.tinta.value,
    nama: field.nama.value,
    detik: field.detik.value,
    butir: ticks(form).filter(isTicked).map(function (box) { return box.value; }),
  });
}

function restore(form, draft) {
  const kept = draft.read();
  const field = form.elements;
  if (field.tinta.value || field.nama.value || !kept.formulir) {
    return;
  }
  field.tinta.value = kept.tinta || "";
  field.nama.value = kept.nama || "";
  field.cara.value = kept.cara || "drawn";
  if (kept.naskah === field.naskah.value) {
    // The same key again: if the first try did arrive, the server answers with what it recorded.
    field.formulir.value = kept.formulir;
    field.detik.value = kept.detik || "";
    ticks(form).forEach(function (box) { box.checked = (kept.butir || []).includes(box.value); });
  }
}

function ticks(form) {
  return Array.from(form.querySelectorAll("input[name=butir]"));
}

function isTicked(box) {
  return box.checked;
}

// --- the pad: strokes as whole numbers, {"v":1,"w","h","s":[[x,y,t,…],…]}

function startPad(form) {
  const canvas = form.querySelector("[data-canvas]");
  const undo = form.querySelector("[data-undo]");
  const clear = form.querySelector("[data-clear]");
  const ink = form.elements.tinta;
  const pad = new SignaturePad(canvas, { penColor: "#10203a", minWidth: 1, maxWidth: 3, minDistance: 3 });
  let width = 0;
  let height = 0;

  function show(strokes) {
    pad.fromData(strokes);
    tell();
  }

  function tell() {
    const used = pad.toData().length > 0;
    undo.disabled = clear.disabled = !used;
    canvas.setAttribute("aria-label", used ? "Kotak tanda tangan, terisi" : "Kotak tanda tangan, kosong");
  }

  // Only the hand changes what is sent: turning the phone must not make another form of it.
  function note() {
    const strokes = pad.toData();
    ink.value = strokes.length ? written(strokes, width, height) : "";
    tell();
    form.dispatchEvent(new CustomEvent("drawn"));
  }

  // The box changes its size when the phone is turned: what was drawn is fitted into the new one, always from the
  // strokes as drawn, so that turning to and fro ends where it began.
  function fit() {
    const box = canvas.getBoundingClientRect();
    if (!box.width || (Math.round(box.width) === width && Math.round(box.height) === height)) {
      return;
    }
    const sharp = Math.max(window.devicePixelRatio || 1, 1);
    width = Math.round(box.width);
    height = Math.round(box.height);
    canvas.width = width * sharp;
    canvas.height = height * sharp;
    canvas.getContext("2d").scale(sharp, sharp);
    show(read(ink.value));
  }

  function read(text) {
    try {
      const data = JSON.parse(text);
      const scale = Math.min(width / data.w, height / data.h);
      const left = (width - data.w * scale) / 2;
      const top = (height - data.h * scale) / 2;
      const start = Date.now() - data.s[data.s.length - 1].slice(-1)[0];
      return data.s.map(function (flat) {
        const points = [];
        for (let i = 0; i < flat.length; i += 3) {
          points.push({ x: flat[i] * scale + left, y: flat[i + 1] * scale + top, time: start + flat[i + 2], pressure: 0.5 });
        }
        return { points: points, penColor: pad.penColor, minWidth: pad.minWidth, maxWidth: pad.maxWidth, dotSize: 0,
          velocityFilterWeight: pad.velocityFilterWeight, compositeOperation: "source-over" };
      });
    } catch (empty) {
      return [];
    }
  }

  pad.addEventListener("endStroke", note);
  undo.addEventListener("click", function () { show(pad.toData().slice(0, -1)); note(); });
  clear.addEventListener("click", function () { show([]); note(); });
  window.addEventListener("resize", fit);
  return { fit: fit };
}

function written(strokes, width, height) {
  const start = strokes[0].points[0].time;
  let last = 0;
  let left = LARGEST_POINTS;
  const flat = strokes.map(function (stroke) {
    const numbers = [];
    stroke.points.slice(0, left).forEach(function (point) {
      last = Math.min(Math.max(last, Math.round(point.time - start)), LONGEST);
      numbers.push(inside(point.x, width), inside(point.y, height), last);
    });
    left -= numbers.length / 3;
    return numbers;
  });
  return JSON.stringify({ v: 1, w: width, h: height, s: flat.filter(function (s) { return s.length; }) });
}

function inside(value, most) {
  return Math.min(Math.max(Math.round(value), 0), most);
}

// --- the stages, and how long the text was in sight

function startStages(form, pad) {
  const sections = Array.from(form.querySelectorAll("[data-stage]"));
  const steps = Array.from(document.querySelectorAll(".steps .step"));
  const missing = form.querySelector("[data-missing]");
  const opened = performance.now();
  const before = Number(form.elements.detik.value) || 0;

  function go(stage, isNew) {
    const at = stage === "baca" ? 1 : 2;
    sections.forEach(function (section) { section.hidden = section.dataset.stage !== stage; });
    steps.forEach(function (step, number) {
      step.classList.toggle("step-current", number === at);
      step.classList.toggle("step-done", number < at);
      step.classList.toggle("step-ahead", number > at);
      if (number === at) {
        step.setAttribute("aria-current", "step");
      } else {
        step.removeAttribute("aria-current");
      }
    });
    document.body.classList.toggle("is-drawing", stage !== "baca");
    if (isNew) {
      history.pushState({ stage: stage }, "");
      window.scrollTo(0, 0);
      form.querySelector("[data-canvas]").focus({ preventScroll: true });
    }
    if (stage !== "baca") {
      form.elements.detik.value = String(before + Math.round((performance.now() - opened) / 1000));
      pad.fit();
    }
  }

  function complain() {
    const open = ticks(form).filter(function (box) { return !box.checked; });
    missing.hidden = open.length === 0;
    form.querySelector("#id_butir").classList.toggle("is-missing", open.length > 0);
    if (open.length) {
      open[0].focus();
      open[0].closest("label").scrollIntoView({ block: "center" });
    }
    return open.length > 0;
  }

  form.querySelector("[data-next]").addEventListener("click", function () {
    if (!complain()) {
      go("tanda-tangan", true);
    }
  });
  form.addEventListener("change", function (event) {
    if (event.target.name === "butir" && ticks(form).every(isTicked)) {
      missing.hidden = true;
    }
  });
  window.onpopstate = function (event) {
    go((event.state && event.state.stage) || "baca", false);
  };
  return { go: go, complain: complain };
}

// --- sending

function startSending(form, draft, stages) {
  const button = form.querySelector("[data-send]");
  const lost = form.querySelector("[data-lost]");
  const undrawn = form.querySelector("[data-undrawn]");

  function fail(kind) {
    lost.querySelectorAll("[data-lost-text]").forEach(function (text) { text.hidden = text.dataset.lostText !== kind; });
    lost.hidden = false;
    form.querySelector("[data-send-first]").hidden = true;
    form.querySelector("[data-send-again]").hidden = false;
    lost.scrollIntoView({ block: "nearest" });
  }

  function isReady() {
    if (ticks(form).some(function (box) { return !box.checked; })) {
      stages.go("baca", false);
      stages.complain();
      return false;
    }
    const isEmpty = form.elements.cara.value === "drawn" && !form.elements.tinta.value;
    undrawn.hidden = !isEmpty;
    form.querySelector("[data-pad]").classList.toggle("is-missing", isEmpty);
    return !isEmpty;
  }

  // A drawing is mostly numbers between commas; a comma need not be sent as three characters.
  function bodyOf(form) {
    return new URLSearchParams(new FormData(form)).toString().replaceAll("%2C", ",");
  }

  async function send() {
    const patience = new AbortController();
    const timer = window.setTimeout(function () { patience.abort(); }, ANSWER_WITHIN);
    try {
      const answer = await fetch(location.href, {
        method: "POST",
        body: bodyOf(form),
        headers: { "X-Requested-With": "fetch", "Content-Type": "application/x-www-form-urlencoded" },
        credentials: "same-origin",
        signal: patience.signal,
      });
      return await understand(answer);
    } catch (noAnswer) {
      fail("signal");
      return false;
    } finally {
      window.clearTimeout(timer);
    }
  }

  // True when the browser is on its way to the next page.
  async function understand(answer) {
    const next = answer.headers.get("X-Next");
    if (next) {
      draft.forget();
      location.assign(next);
      return true;
    }
    if (answer.redirected || answer.status === 403 || answer.status === 404) {
      fail("ended");
    } else if (answer.status !== 200 && answer.status !== 422) {
      fail("busy");
    } else {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      document.querySelector("main").replaceWith(page.querySelector("main"));
      start();
      const summary = document.querySelector("[data-focus]");
      if (summary) {
        summary.focus();
      }
    }
    return false;
  }

  form.addEventListener("drawn", function () {
    undrawn.hidden = true;
    form.querySelector("[data-pad]").classList.remove("is-missing");
  });
  form.addEventListener("submit", async function (event) {
    event.preventDefault();
    if (button.getAttribute("aria-disabled") === "true" || !isReady()) {
      return;
    }
    keep(form, draft);
    lost.hidden = true;
    button.setAttribute("aria-disabled", "true");
    button.classList.add("is-sending");
    if (!(await send())) {
      button.removeAttribute("aria-disabled");
      button.classList.remove("is-sending");
    }
  });
}

// --- drawn or typed

function startWays(form, pad) {
  const box = form.querySelector("[data-pad]");
  const typed = form.querySelector("[data-typed]");
  const way = form.elements.cara;

  function choose() {
    way.value = typed.open ? "typed" : "drawn";
    box.hidden = typed.open;
    pad.fit();
  }

  typed.open = way.value === "typed" && form.elements.nama.value !== "";
  typed.addEventListener("toggle", choose);
  choose();
}

function start() {
  const form = document.querySelector("form[data-sign]");
  if (!form || !window.fetch || !window.URLSearchParams) {
    return;
  }
  const draft = draftOf(form);
  restore(form, draft);
  form.elements.jaringan.value = (navigator.connection && navigator.connection.effectiveType) || "";
  form.querySelectorAll("[data-script]").forEach(function (part) { part.hidden = false; });
  // An old browser that cannot run the pad keeps the typed way.
  const pad = window.SignaturePad ? startPad(form) : { fit() {} };
  const stages = startStages(form, pad);
  if (window.SignaturePad) {
    startWays(form, pad);
  }
  stages.go(form.dataset.sign, false);
  startSending(form, draft, stages);
  form.addEventListener("drawn", function () { keep(form, draft); });
  form.addEventListener("input", function () { keep(form, draft); });
}

start();
