//! The features of relations.

use super::{Templates, alike, bucket, label, sides};
use crate::perceptron::Feature;
use crate::syntax::input::Input;
use crate::syntax::transitions::{Move, State};

/// The features of the relation of an arc that a move is about to make.
pub fn label_features(input: &Input, state: &State, kind: Move, out: &mut Vec<Feature>) {
    let dependent = state.stacked(0);
    let head = if kind == Move::Left { state.next } else { state.stacked(1) };
    let (d, h) = (input.item(dependent), input.item(head));
    let (of_d, of_h) = (sides(state, dependent), sides(state, head));
    let seen = |at: usize| (input.item(at), label(state, at));
    let ([dl, dm], dr) = (of_d.left.map(seen), seen(of_d.right[0]));
    let ([hl, hm], [hr, hq]) = (of_h.left.map(seen), of_h.right.map(seen));
    let before = input.item(dependent.wrapping_sub(1));
    let after = input.item(dependent.saturating_add(1));
    let (next, next2) = (input.item(state.next), input.item(state.next.saturating_add(1)));
    let gap = if dependent < head { bucket(head - dependent) } else { bucket(dependent - head) };

    out.clear();
    let mut t = Templates::new(out, if kind == Move::Left { 0 } else { 120 });
    t.add(&[]);
    for x in [d, h] {
        t.add(&[x.form]);
        t.add(&[x.tag]);
        t.add(&[x.form, x.tag]);
        t.add(&[x.brown]);
        t.add(&[x.coarse]);
        t.add(&[x.embedded]);
    }
    for (x, l) in [dl, dr, dm, hl, hr, hm, hq] {
        t.add(&[x.form]);
        t.add(&[x.tag]);
        t.add(&[l]);
    }
    for x in [before, after, next, next2] {
        t.add(&[x.form]);
        t.add(&[x.tag]);
    }
    t.add(&[gap]);
    t.add(&[d.tag, h.tag, gap]);
    t.add(&[d.tag, h.tag]);
    t.add(&[d.form, h.tag]);
    t.add(&[d.tag, h.form]);
    t.add(&[d.form, h.form]);
    t.add(&[d.form, d.tag, h.tag]);
    t.add(&[d.tag, h.form, h.tag]);
    t.add(&[d.brown, h.tag]);
    t.add(&[d.tag, h.brown]);
    t.add(&[d.coarse, h.coarse]);
    t.add(&[d.embedded, h.tag]);
    t.add(&[d.tag, h.embedded]);
    t.add(&[d.embedded, h.embedded]);
    t.add(&[dl.0.form, d.tag, h.tag]);
    t.add(&[dl.0.form, d.tag, h.form]);
    t.add(&[dl.0.form, h.form]);
    t.add(&[dl.0.form, d.form]);
    t.add(&[dl.0.form, d.brown, h.tag]);
    t.add(&[dl.0.form, d.coarse, h.coarse]);
    t.add(&[dl.0.form, d.embedded, h.embedded]);
    t.add(&[dl.0.form, alike(d, h), d.tag]);
    t.add(&[dl.1, dm.1, d.tag, h.tag]);
    t.add(&[dl.1, dr.1, d.tag, h.tag]);
    t.add(&[dm.0.form, dl.0.form, d.tag]);
    t.add(&[hr.1, hq.1, d.tag, h.tag]);
    t.add(&[hl.1, hm.1, d.tag, h.tag]);
    t.add(&[hr.1, d.tag, h.form]);
    t.add(&[hl.1, d.tag, h.form]);
    t.add(&[hr.1, dl.0.form, d.tag]);
    t.add(&[before.tag, d.tag, after.tag]);
    t.add(&[before.form, d.tag, h.tag]);
    t.add(&[after.form, d.tag, h.tag]);
    t.add(&[before.tag, d.tag, h.tag]);
    t.add(&[after.tag, d.tag, h.tag]);
    t.add(&[dl.0.tag, d.tag, h.tag]);
    t.add(&[dr.0.tag, d.tag, h.tag]);
    t.add(&[next.tag, d.tag, h.tag]);
    t.add(&[next.form, d.tag, h.tag]);
    let guide = input.guide(dependent);
    let class = guide.map_or(0, |g| (u32::from(g.class) + 1) * 2 + u32::from(g.head == head));
    t.add(&[class]);
    t.add(&[class, d.tag, h.tag]);
    t.add(&[class, d.tag, h.form]);
}
