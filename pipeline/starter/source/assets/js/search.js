// Search in the reader's language, by what Pagefind made of the site's pages. Without this script there is no form.
(function () {
  "use strict";
  var form = document.getElementById("search");
  if (!form) { return; }
  var words = document.getElementById("search-words");
  var status = document.getElementById("search-status");
  var results = document.getElementById("search-results");
  var bundle = new URL(form.getAttribute("data-bundle"), document.baseURI);
  var root = new URL(form.getAttribute("data-root"), document.baseURI);
  var most = 20;
  var asked = 0;

  // Relative links in what Pagefind knows begin at the site's root.
  function address(page) { return new URL(page.raw_url.replace(/^\//, ""), root).href; }

  // Pagefind writes the words around a hit as markup; of that only <mark> is taken over.
  function excerpt(markup) {
    var place = document.createElement("p");
    new DOMParser().parseFromString(markup, "text/html").body.childNodes.forEach(function (node) {
      var part = node.nodeName === "MARK" ? document.createElement("mark") : document.createElement("span");
      part.textContent = node.textContent;
      place.append(part);
    });
    return place;
  }

  function line(page) {
    var item = document.createElement("li");
    var link = document.createElement("a");
    link.href = address(page);
    link.textContent = page.meta.title || link.href;
    item.append(link, excerpt(page.excerpt));
    return item;
  }

  function say(name, number) {
    var text = document.getElementById("search-" + name).textContent;
    status.textContent = number === undefined ? text : text + " " + number;
  }

  async function search() {
    var turn = asked += 1;
    try {
      var engine = await import(new URL("pagefind.js", bundle).href);
      var found = (await engine.search(words.value)).results;
      var pages = await Promise.all(found.slice(0, most).map(function (each) { return each.data(); }));
      if (turn !== asked) { return; }
      results.replaceChildren.apply(results, pages.map(line));
      if (found.length) { say("found", found.length); } else { say("none"); }
    } catch (error) {
      if (turn !== asked) { return; }
      results.replaceChildren();
      say("failed");
    }
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    search();
  });
  form.hidden = false;
}());
