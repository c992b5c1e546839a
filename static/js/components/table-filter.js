// input[data-table-filter="#id"]: shows only the rows of that table whose text holds all the words typed.
// For tables that are complete on the page; long lists search on the server.
document.querySelectorAll("[data-table-filter]").forEach(function (field) {
  const table = document.querySelector(field.dataset.tableFilter);
  const count = document.querySelector("[data-table-filter-count]");
  const box = field.closest("[hidden]");
  if (!table) {
    return;
  }
  if (box) {
    box.hidden = false;
  }
  field.addEventListener("input", function () {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    table.querySelectorAll("tbody tr").forEach(function (row) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every(function (word) {
        return text.includes(word);
      });
      shown += row.hidden ? 0 : 1;
    });
    if (count) {
      count.textContent = shown + " baris";
    }
  });
});
