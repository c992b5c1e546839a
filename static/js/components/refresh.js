// [data-refresh="/alamat/potongan/"]: fetches the fragment every data-refresh-every seconds (10) and shows it,
// rests while the page is hidden, slows down when the connection is lost, and says when it was last right.
// An answer with the header X-Refresh: stop ends it. [data-refresh-note] anywhere on the page shows the time.
const clock = new Intl.DateTimeFormat("id-ID", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

function note(text, lost) {
  document.querySelectorAll("[data-refresh-note]").forEach(function (place) {
    place.textContent = text;
    place.classList.toggle("is-lost", lost);
  });
}

function start(box) {
  const every = Number(box.dataset.refreshEvery || 10) * 1000;
  let last = new Date();
  let misses = 0;
  let timer = 0;

  function plan() {
    window.clearTimeout(timer);
    timer = window.setTimeout(run, every * Math.min(2 ** misses, 6));
  }

  async function run() {
    if (document.hidden || !box.isConnected) {
      return;
    }
    // Never pull a form field from under somebody's fingers.
    if (box.contains(document.activeElement) && document.activeElement.matches("input, select, textarea")) {
      plan();
      return;
    }
    try {
      const answer = await fetch(box.dataset.refresh, { headers: { "X-Requested-With": "refresh" }, credentials: "same-origin" });
      if (answer.redirected) {
        note("Sesi sudah berakhir; muat ulang halaman ini untuk masuk kembali", true);
        return;
      }
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      const text = await answer.text();
      if (text !== box.dataset.shown) {
        box.innerHTML = text;
        box.dispatchEvent(new CustomEvent("refreshed", { bubbles: true }));
      }
      misses = 0;
      last = new Date();
      note("Diperbarui pukul " + clock.format(last).replace(":", "."), false);
      if (answer.headers.get("X-Refresh") === "stop") {
        return;
      }
    } catch (lost) {
      misses += 1;
      note("Sinyal terputus; angka terakhir pukul " + clock.format(last).replace(":", "."), true);
    }
    plan();
  }

  document.addEventListener("visibilitychange", function () {
    if (!document.hidden) {
      run();
    }
  });
  window.addEventListener("online", run);
  plan();
}

document.querySelectorAll("[data-refresh]").forEach(start);
