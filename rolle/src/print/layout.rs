//! layout
use super::write::Writer;
use crate::operator::NodeId;
pub(super) fn lines(writer: &Writer<'_>, _root: NodeId) -> Vec<String> {
    vec![writer.text()]
}
