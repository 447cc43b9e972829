//! Where each location and facility is: a choice between namesakes.

use super::Entities;
use crate::resources::Resources;
use crate::text::Text;

/// Gives every location and facility that it can place its point and country.
pub fn resolve(_text: &Text<'_>, _entities: &mut Entities, _resources: &Resources) {}
