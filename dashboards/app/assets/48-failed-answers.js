// A callback that failed leaves old figures on the screen: say so, with what to do next.
(function () {
  "use strict";
  const WORDS = {
    server: "Máy chủ gặp lỗi ở yêu cầu vừa rồi, nên màn hình có thể chưa theo lựa chọn của bạn.",
    network: "Không liên lạc được với máy chủ, nên màn hình có thể chưa theo lựa chọn của bạn.",
    refused: "Máy chủ không nhận yêu cầu vừa rồi, nên màn hình có thể chưa theo lựa chọn của bạn.",
  };
  let leaving = false;  // what a page still asks for when it is left ends as a failure, too
  window.addEventListener("pagehide", () => { leaving = true; });
  window.addEventListener("pageshow", () => { leaving = false; });

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }
  function tell(kind) {
    document.querySelector(".failed-answer")?.remove();
    const notice = element("div", "failed-answer", "");
    notice.setAttribute("role", "alert");
    const time = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
    const again = element("button", "failed-again", "Tải lại trang");
    again.addEventListener("click", () => window.location.reload());
    const close = element("button", "failed-close", "Đóng");
    close.addEventListener("click", () => notice.remove());
    const next = ` Hãy tải lại trang; nếu vẫn vậy, báo người quản trị, nói rõ lúc ${time}.`;
    notice.append(element("p", "", WORDS[kind] + next), again, close);
    document.body.append(notice);
  }

  const fetch = window.fetch.bind(window);
  window.fetch = async (...request) => {
    const url = String(request[0]?.url ?? request[0]);
    if (!url.includes("/_dash-update-component")) return fetch(...request);
    try {
      const answer = await fetch(...request);
      if (answer.status >= 500) tell("server");
      else if (answer.status >= 400 && answer.status !== 401) tell("refused");
      return answer;
    } catch (error) {
      if (!leaving && error.name !== "AbortError") tell("network");
      throw error;
    }
  };
})();
