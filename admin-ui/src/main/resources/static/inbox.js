// Ticking all boxes, counting them, and pages that follow what happens. All works without this file.
(function () {
  "use strict";
  function boxes() {
    return Array.prototype.slice.call(document.querySelectorAll("#results input[name=steps]"));
  }
  function ticked() {
    return boxes().filter(function (box) { return box.checked; });
  }
  function count() {
    var said = document.getElementById("chosen");
    if (said) said.textContent = ticked().length ? said.dataset.text.replace("#", ticked().length) : "";
  }
  // What the official has ticked or unfolded stays; they are told that there is more.
  function later(list) {
    var stays = ticked().length > 0 || document.getElementById("q").value || list.querySelector("[data-unfolded]");
    if (stays) document.getElementById("changed").hidden = false;
    return stays;
  }
  function changed() {
    var list = document.querySelector("[data-live=list]");
    if (list && window.htmx && !later(list)) window.htmx.trigger(list, "changed");
  }
  var waits = 0;
  function progress() {
    var bar = document.querySelector("[data-live=progress]");
    // At most one look a second, however many documents a second are signed.
    if (!bar || !window.htmx || waits) return;
    waits = window.setTimeout(function () {
      waits = 0;
      window.htmx.trigger("[data-live=progress]", "progress");
    }, 1000);
  }
  document.addEventListener("change", count);
  document.addEventListener("htmx:afterSettle", count);
  document.addEventListener("htmx:beforeSwap", function (event) {
    // Ticked while the newer list was under way.
    var list = document.querySelector("[data-live=list]");
    if (list && event.detail.target === list && later(list)) event.detail.shouldSwap = false;
  });
  document.addEventListener("htmx:afterSwap", function (event) {
    var list = document.querySelector("[data-live=list]");
    if (list && event.target !== list && list.contains(event.target)) event.target.setAttribute("data-unfolded", "");
  });
  document.addEventListener("click", function (event) {
    var all = event.target.closest ? event.target.closest("[data-all]") : null;
    if (!all) return;
    event.preventDefault();
    var on = ticked().length < boxes().length;
    boxes().forEach(function (box) { box.checked = on; });
    count();
  });
  count();
  if (document.querySelector("[data-live]") && window.EventSource) {
    var events = new EventSource("/inbox/events");
    events.addEventListener("changed", changed);
    events.addEventListener("progress", progress);
    window.addEventListener("pagehide", function () { events.close(); });
  }
})();
