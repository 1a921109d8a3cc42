"""The frame around every page: header, navigation, drawer of sources, footer."""

import dash_mantine_components as dmc
from dash import dcc, html
from flask import current_app, has_request_context

from dashboards.app.navigation import pages_in_groups
from dashboards.app.parts.menu import menu, menu_button, menu_link
from dashboards.app.parts.pieces import icon
from dashboards.app.parts.source_drawer import drawer
from dashboards.app.plain_pages import ACCESSIBILITY
from dashboards.app.theme import MANTINE, chart_look
from dashboards.app.viewer import PUBLIC, Viewer, current_viewer

PRODUCT = "Kho dữ liệu quan hệ lao động"
NAVBAR = {"width": 216, "breakpoint": "md", "collapsed": {"mobile": True, "desktop": False}}


def layout() -> dmc.MantineProvider:
    """Return the frame for a browser that has just opened the product."""
    viewer = current_viewer()
    return dmc.MantineProvider(
        [
            dcc.Store(id="route"),  # the page to draw: path, search
            dcc.Store(id="address"),  # what the address says now: path, search
            dcc.Store(id="written"),  # by Address.follow
            dcc.Store(id="arrival"),
            dcc.Store(id="release-now"),  # what the last answer came from
            dcc.Store(id="trace-request"),
            dcc.Store(id="chart-look", data=chart_look()),
            html.A("Đến nội dung chính", href="#noi-dung", className="skip-link"),
            dmc.AppShell(
                [
                    dmc.AppShellHeader(_header(viewer), className="top"),
                    dmc.AppShellNavbar(_navigation(viewer), className="nav-bar"),
                    dmc.AppShellMain(
                        [
                            html.Div(
                                id="content",
                                className="content",
                                **{"data-path": "", "data-own-address": "no"},
                            ),
                            _footer(),
                        ],
                        id="noi-dung",
                        tabIndex=-1,
                    ),
                ],
                id="shell",
                header={"height": {"base": 92, "lg": 58}},
                navbar=NAVBAR,
                padding=0,
                transitionDuration=120,
            ),
            drawer(),
        ],
        theme=MANTINE,
        defaultColorScheme="auto",
    )


def _header(viewer: Viewer) -> html.Div:
    mark = html.Span(
        [html.Span(className=f"m{n}") for n in range(1, 10)],
        className="mark",
        **{"aria-hidden": "true"},
    )
    return html.Div(
        [
            dmc.Burger(
                id="burger",
                opened=False,
                hiddenFrom="md",
                size="sm",
                **{"aria-label": "Mở, đóng danh mục trang"},
            ),
            html.A(
                [mark, html.Span([html.B(PRODUCT), html.Span("Tỉnh Lào Cai · 99 xã, phường")])],
                href="/",
                className="brand",
            ),
            html.Div(
                id="status-strip",
                className="status-strip",
                role="status",
                **{"aria-live": "polite"},
            ),
            dmc.ColorSchemeToggle(
                id="scheme",
                lightIcon=icon("sun"),
                darkIcon=icon("moon"),
                variant="default",
                size="lg",
                className="scheme-toggle",
                **{"aria-label": "Đổi nền sáng, tối"},
            ),
            _account(viewer),
        ],
        className="header-row",
    )


def _account(viewer: Viewer) -> html.Details:
    return menu(
        [icon("user-circle"), html.Span(viewer.name, className="account-name")],
        _account_menu(viewer),
        label=f"Tài khoản: {viewer.name}, {viewer.role_name}",
        class_name="account",
    )


def _account_menu(viewer: Viewer) -> list:
    outside = {"data-external": "yes"}  # a plain page, which is no page of this frame
    if viewer.role == PUBLIC:
        return [menu_link("login", "Đăng nhập", "/dang-nhap", **outside)]
    entries: list = [html.P(f"{viewer.name} · {viewer.role_name}", className="menu-heading")]
    if has_request_context() and not current_app.config.get("QHLD_VIEWER"):
        entries += [
            menu_link("key", "Đổi mật khẩu", "/doi-mat-khau", **outside),
            menu_button("logout", "Đăng xuất", **{"data-sign-out": "yes"}),
        ]
    return entries


def _navigation(viewer: Viewer) -> html.Nav:
    return html.Nav(
        [
            html.Div(
                [
                    html.P(heading, className="nav-heading"),
                    html.Ul(
                        [
                            html.Li(
                                html.A(
                                    [icon(page.get("icon", "file-spreadsheet")), page["name"]],
                                    href=page["path"],
                                )
                            )
                            for page in pages
                        ]
                    ),
                ],
                className="nav-group",
            )
            for heading, pages in pages_in_groups(viewer)
        ],
        className="nav",
        **{"aria-label": "Các trang"},
    )


def _footer() -> html.Footer:
    return html.Footer(
        [
            html.P(
                "Mọi con số đều dẫn về ô bảng tính do xã, phường và các sở, ngành gửi: "
                "bấm vào số để xem. Tỷ lệ toàn tỉnh bằng tổng tử số chia tổng mẫu số."
            ),
            html.P(
                "“Chưa có báo cáo”, “0” và “không áp dụng” là ba điều khác nhau và không bao giờ "
                "được cộng lẫn."
            ),
            html.P(
                html.A(
                    "Khả năng tiếp cận", href=ACCESSIBILITY, **{"data-external": "yes"}
                )  # a plain page, which is no page of this frame
            ),
        ],
        className="foot",
    )


def notice(symbol: str, title: str, *children) -> html.Section:
    """A page that only says something: nothing published, no such page, not for this role.

    Args:
        symbol: icon.
        title: heading.
        *children: paragraphs and lists below it.
    """
    return html.Section(
        [html.Div(icon(symbol), className="empty-mark"), html.H1(title), *children],
        className="card empty-page",
    )


def nothing_published(folder: str) -> html.Section:
    """The page before any release: what it is, and the two ways to make one.

    Args:
        folder: folder that was looked in.
    """
    return notice(
        "database",
        "Chưa có bản phát hành nào",
        html.P(
            "Trang này chỉ hiện số liệu đã qua kiểm tra và đã phát hành. "
            "Hãy tạo bản phát hành đầu tiên, rồi tải lại trang."
        ),
        html.Ol(
            [
                html.Li(
                    [
                        html.B("Xem thử với số liệu giả lập: "),
                        html.Code("qhld demo"),
                        html.Span("tạo các quý báo cáo mẫu và phát hành."),
                    ]
                ),
                html.Li(
                    [
                        html.B("Với báo cáo thật: "),
                        html.Code("qhld submit TỆP…"),
                        html.Span("nộp các bảng tính, rồi"),
                        html.Code("qhld refresh"),
                        html.Span("kiểm tra và phát hành."),
                    ]
                ),
            ]
        ),
        html.P(["Nơi đang tìm: ", html.Code(folder)], className="fine"),
    )


def _sign_in_first() -> html.P:
    link = html.A("đăng nhập", href="/dang-nhap", **{"data-external": "yes"})
    return html.P(["Cán bộ có tài khoản hãy ", link, " để xem thêm các trang khác."])


def no_such_page(viewer: Viewer) -> html.Section:
    """The page for an address that leads nowhere, with those that lead somewhere."""
    return notice(
        "zoom-question",
        "Không có trang này",
        html.P("Địa chỉ có thể đã gõ nhầm, hoặc trang không dành cho vai trò của bạn."),
        _sign_in_first() if viewer.role == PUBLIC else None,
        html.Ul(
            [
                html.Li(html.A(page["name"], href=page["path"]))
                for _, pages in pages_in_groups(viewer)
                for page in pages
            ],
            className="page-list",
        ),
    )
