//! The eleven counts of tthc.json, in the contract's order.

/// A count's member name in tthc.json, and its label.
pub(crate) const COUNTS: [(&str, &str); 11] = [
    ("received", "Tiếp nhận"),
    ("carried_over", "Kỳ trước chuyển qua"),
    ("early", "Trước hạn"),
    ("on_time", "Đúng hạn"),
    ("in_time", "Trước & đúng hạn"),
    ("late", "Trễ hạn"),
    ("pending_in_time", "Đang giải quyết, trong hạn"),
    ("pending_late", "Đang giải quyết, quá hạn"),
    ("waiting", "Chờ bổ sung"),
    ("withdrawn", "Rút"),
    ("rejected", "Không tiếp nhận"),
];

/// The member name as it stands in [`COUNTS`], if it is one.
pub(crate) fn count_key(name: &str) -> Option<&'static str> {
    COUNTS.iter().map(|(key, _)| *key).find(|key| *key == name)
}
