// The session: signing out with the session's token, and what happens when it is over.
(function () {
  "use strict";
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-sign-out]")) return;
    const token = document.cookie.match(/(?:^|; )_csrf_token=([^;]*)/);
    const form = document.createElement("form");
    form.method = "post";
    form.action = "/dang-xuat";
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = "csrf_token";
    field.value = token ? decodeURIComponent(token[1]) : "";
    form.append(field);
    document.body.append(form);
    form.submit();
  });
  // A callback that is told 401 leads to the sign-in page, and from there back to this address.
  const fetch = window.fetch.bind(window);
  window.fetch = async (...request) => {
    const answer = await fetch(...request);
    if (answer.status === 401 && new URL(answer.url).origin === window.location.origin) {
      const here = window.location.pathname + window.location.search;
      window.location.assign("/dang-nhap?next=" + encodeURIComponent(here));
    }
    return answer;
  };
})();
