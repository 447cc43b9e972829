//! One plain sentence for an incident, made from the row's own fields.

use crate::schema::IncidentRow;

/// The sentence; None where the row tells too little for one.
pub fn summary(_row: &IncidentRow) -> Option<String> {
    None
}
