// High contrast: the reader's choice, else what the system or the address asks for. Without this script, links and :target do the work.
(function () {
  "use strict";
  var root = document.documentElement;
  var system = window.matchMedia("(prefers-contrast: more)");
  var button = null;

  // Storage may be forbidden: then the choice lasts as long as the page.
  function stored() {
    try { return localStorage.getItem("contrast"); } catch (error) { return null; }
  }
  function store(contrast) {
    try { localStorage.setItem("contrast", contrast); } catch (error) { /* see above */ }
  }

  function show(contrast) {
    root.setAttribute("data-contrast", contrast);
    if (button) { button.setAttribute("aria-pressed", String(contrast === "high")); }
  }
  function showPreference() {
    var asked = system.matches || location.hash === "#high-contrast";
    show(stored() || (asked ? "high" : "standard"));
  }

  showPreference();
  system.addEventListener("change", showPreference);
  window.addEventListener("storage", showPreference);
  // A page that comes back from the browser's memory may be older than the choice.
  window.addEventListener("pageshow", function (event) { if (event.persisted) { showPreference(); } });

  document.addEventListener("DOMContentLoaded", function () {
    button = document.getElementById("contrast-button");
    if (!button) { return; }
    document.querySelectorAll(".contrast a").forEach(function (link) { link.hidden = true; });
    button.hidden = false;
    show(root.getAttribute("data-contrast"));
    button.addEventListener("click", function () {
      var contrast = root.getAttribute("data-contrast") === "high" ? "standard" : "high";
      show(contrast);
      store(contrast);
    });
  });
}());
