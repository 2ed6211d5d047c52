// Keeps the language that a reader chooses, for the page at the site's own address, and the place on the page. Without it, the links lead there all the same.
(function () {
  "use strict";
  // The site begins where its assets do.
  var path = new URL(document.currentScript.src).pathname.replace(/assets\/js\/[^\/]*$/, "");

  document.addEventListener("click", function (event) {
    var link = event.target.closest('a[rel~="alternate"][hreflang]');
    if (!link || !/^[A-Za-z0-9-]+$/.test(link.hreflang)) { return; }
    var secure = location.protocol === "https:" ? "; Secure" : "";
    // Identifiers are the same in all languages: the reader comes to the same place on the page.
    if (location.hash && !link.hash) { link.hash = location.hash; }
    document.cookie = "language=" + link.hreflang + "; Path=" + path + "; Max-Age=31536000; SameSite=Lax" + secure;
  });
}());
