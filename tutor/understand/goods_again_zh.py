"""Chinese promises to send or take back goods where the desk shows that it cannot be: nothing is in
stock, or the time for returns is over."""

from __future__ import annotations

import re
from datetime import timedelta

from tutor.domain import Desk, Policy

from .goods import tails
from .said import Conflict, Said, conflict_of

_GRANTS = r"(?:可以|能(?!不能)|给您|帮您|为您|替您|给你|帮你|同意|支持|办理|安排|马上|今天|明天|这就|免费)"
_SENDS = re.compile(
    rf"{_GRANTS}[^，。]{{0,8}}(?:补发|补寄|重发|重寄|重新(?:发|寄)|再(?:发|寄)|换(?:一?[个件只双条台套把张]|货|新)|(?:发|寄)(?:一?[个件只双条台套把张]|新))"
)
_TAKES_BACK = re.compile(
    rf"{_GRANTS}[^，。]{{0,8}}(?:换(?:一?[个件只双条台套把张]|货|成|新|大|小|别)|退货|退换|退回来)"
)
# What is not the thing itself, or not now: 等到货了再补发, 换别的颜色, 补发配件.
_OTHERWISE = re.compile(
    r"等|到货|补货|进货|有货(?:了|以后|的)|别的|其他|其它|另|代替|替代|缺货|没货|没有货|停产|卖完|售罄|配件|零件|盖|券|发票|运单|单号|下周|下个?月|\d[号日]|以后|之后|退款|差价|不能|没法|无法|没办法|样品|赠品"
)
_LATE_BUT = re.compile(
    r"超过|过了|过期|破例|例外|特殊|申请|维修|修|付费|折价|以旧换新|差价|下次|新订单|不能|没法|无法|没办法|厂家|如果|要是|以前|当时|本来"
)


def out_of_stock(said: Said, policy: Policy, desk: Desk, plain: str) -> Conflict | None:
    """A promise to send goods anew of which nothing is left."""
    items = desk.order.items if desk.order is not None else ()
    gone = [item for item in items if not item.in_stock]
    if not gone or not _promises(said) or not _SENDS.search(said.words):
        return None
    if _OTHERWISE.search(said.sentence):
        return None
    named = [item for item in items if re.search(tails(item, items), plain)]
    meant = named or [i for i in items if i.sku in desk.fault_items] or list(items)
    if all(not item.in_stock for item in meant):
        return conflict_of("in_stock", said, False)
    return None


def window_over(said: Said, policy: Policy, desk: Desk, plain: str) -> Conflict | None:
    """A return or exchange granted after the last day, where nothing is wrong with the goods."""
    days, delivered = policy.return_window_days, desk.shipment and desk.shipment.delivered
    if days is None or desk.today is None or not delivered or desk.fault != "none":
        return None
    if desk.today <= delivered + timedelta(days=days) or not _promises(said):
        return None
    if not _TAKES_BACK.search(said.words) or _LATE_BUT.search(said.sentence):
        return None
    return conflict_of("return_window_days", said, days)


def _promises(said: Said) -> bool:
    clause = said.clause
    acts = {"offer", "promise"} & set(clause.acts)
    return bool(acts) and not (clause.negated or clause.conditional)
