// canvas[data-trend]: the number from day to day as a line; the same figures stand in a table on the page.
// Drawn again when the part refreshed itself and when the theme changes; colours come from the tokens.
let chart = null;

function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function line(label, values, colour, more) {
  return { label: label, data: values, borderColor: colour, backgroundColor: colour, borderWidth: 2, pointRadius: 0, pointHitRadius: 12, tension: 0.15, ...more };
}

function options() {
  const numbers = new Intl.NumberFormat("id-ID");
  const ticks = { color: token("--ink-soft"), maxRotation: 0, autoSkipPadding: 12 };
  return {
    animation: false,
    maintainAspectRatio: false,
    interaction: { mode: "index", intersect: false },
    plugins: {
      legend: { position: "bottom", labels: { color: token("--ink-soft"), boxWidth: 14, boxHeight: 2 } },
      tooltip: { callbacks: { label: (item) => item.dataset.label + ": " + numbers.format(item.parsed.y) } },
    },
    scales: {
      x: { grid: { display: false }, ticks: ticks },
      y: { beginAtZero: true, grid: { color: token("--line") }, ticks: { ...ticks, maxTicksLimit: 5, callback: (value) => numbers.format(value) } },
    },
  };
}

function draw() {
  const canvas = document.querySelector("[data-trend]");
  if (chart) {
    chart.destroy();
    chart = null;
  }
  if (!canvas || !window.Chart) {
    return;
  }
  const days = JSON.parse(canvas.dataset.trend);
  chart = new window.Chart(canvas, {
    type: "line",
    data: {
      labels: days.map((day) => day.x),
      datasets: [
        line("Sudah", days.map((day) => day.done), token("--accent"), { pointRadius: days.length < 2 ? 4 : 0 }),
        line("Wajib", days.map((day) => day.obliged), token("--line-strong"), { borderDash: [4, 4], borderWidth: 1.5 }),
      ],
    },
    options: options(),
  });
}

draw();
document.addEventListener("refreshed", draw);
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
new MutationObserver(draw).observe(document.documentElement, { attributes: true, attributeFilter: ["data-bs-theme"] });
