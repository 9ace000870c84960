(() => {
  "use strict";
  const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
  const make = (tag, text, attributes = {}) => {
    const element = document.createElement(tag);
    element.textContent = text;
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    return element;
  };
  const details = all("details");

  const unfold = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target && target.tagName === "DETAILS") {
      target.open = true;
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", unfold);
  unfold();

  let folded = [];
  addEventListener("beforeprint", () => {
    folded = details.filter((each) => !each.open);
    folded.forEach((each) => { each.open = true; });
  });
  addEventListener("afterprint", () => folded.forEach((each) => { each.open = false; }));

  all("table[data-sortable]").forEach((table) => {
    const body = table.tBodies[0];
    const original = Array.from(body.rows);
    const heads = Array.from(table.tHead.rows[0].cells);
    heads.forEach((head, column) => {
      if (head.hasAttribute("data-fixed")) {
        return;
      }
      const button = make("button", head.textContent, { type: "button" });
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const before = head.getAttribute("aria-sort");
        const first = head.classList.contains("num") ? "descending" : "ascending";
        const second = first === "ascending" ? "descending" : "ascending";
        const next = before === null ? first : before === first ? second : null;
        heads.forEach((each) => each.removeAttribute("aria-sort"));
        if (next === null) {
          body.append(...original);
          return;
        }
        head.setAttribute("aria-sort", next);
        const sign = next === "ascending" ? 1 : -1;
        const key = (row) => row.cells[column].dataset.v;
        const text = (row) => row.cells[column].textContent;
        const order = (a, b) => key(a) === undefined
          ? text(a).localeCompare(text(b))
          : Number(key(a)) - Number(key(b));
        body.append(...original.slice().sort((a, b) => sign * order(a, b)));
      });
    });
  });

  const overview = document.getElementById("overview");
  const rows = overview ? all("tbody tr[data-of]", overview) : [];
  if (rows.length > 0) {
    const tools = make("div", "", { class: "tools" });
    const search = make("input", "", {
      type: "search", placeholder: "Find a column", "aria-label": "Find a column by name or kind"
    });
    const found = make("span", "", { class: "aside", role: "status" });
    tools.append(search, found);
    overview.querySelector("h2").after(tools);
    search.addEventListener("input", () => {
      const wanted = search.value.trim().toLowerCase();
      const shown = new Set();
      rows.forEach((row) => {
        const text = row.cells[0].textContent + " " + row.cells[1].textContent;
        row.hidden = !text.toLowerCase().includes(wanted);
        if (!row.hidden) {
          shown.add(row.dataset.of);
        }
      });
      all("nav li[data-of]").forEach((each) => { each.hidden = !shown.has(each.dataset.of); });
      all("details.column").forEach((each) => { each.hidden = !shown.has(each.id); });
      found.textContent = wanted === "" ? "" : shown.size + " of " + rows.length;
    });
  }

  const columns = document.getElementById("columns");
  if (columns) {
    const tools = make("div", "", { class: "tools" });
    const each = all("details.column", columns);
    const unfoldAll = make("button", "Unfold all", { type: "button" });
    const foldAll = make("button", "Fold all", { type: "button" });
    unfoldAll.addEventListener("click", () => each.forEach((one) => { one.open = true; }));
    foldAll.addEventListener("click", () => each.forEach((one) => { one.open = false; }));
    tools.append(unfoldAll, foldAll);
    columns.querySelector("h2").after(tools);
  }
})();
