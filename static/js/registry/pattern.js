// The example beside a number pattern follows what is typed: data-pattern names the output.
document.querySelectorAll("[data-pattern]").forEach(function (input) {
  const output = document.getElementById(input.dataset.pattern);
  if (!output) return;
  input.addEventListener("input", function () {
    const year = String(new Date().getFullYear());
    output.textContent = input.value.replaceAll("{tahun}", year).replaceAll("{nomor}", "000123");
  });
});
