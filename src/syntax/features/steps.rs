//! The features of steps. What scout and parser both look at is written once.

use super::view::View;
use super::{Templates, alike};
use crate::perceptron::Feature;
use crate::syntax::input::Input;
use crate::syntax::transitions::State;

/// What scout and parser both look at.
fn words_in_sight(view: &View<'_>, t: &mut Templates<'_>) {
    let ([s0, s1, s2, _], [b0, b1, b2, _]) = (view.s, view.b);
    let [of_s0, of_s1, of_b0] = [view.at_s[0], view.at_s[1], view.at_b[0]].map(|at| view.sides(at));
    t.add(&[]);
    for x in [s0, s1, b0, b1] {
        t.add(&[x.form, x.tag]);
        t.add(&[x.tag]);
        t.add(&[x.brown]);
    }
    t.add(&[s2.tag]);
    t.add(&[b2.tag]);
    t.add(&[b2.form]);
    for at in [of_s0.left[0], of_s0.right[0], of_s1.left[0], of_s1.right[0], of_b0.left[0]] {
        let x = view.item(at);
        t.add(&[x.form]);
        t.add(&[x.tag]);
    }
    for (x, y) in [(s0, b0), (s1, s0), (s1, b0), (s0, b1), (b0, b1)] {
        t.add(&[x.tag, y.tag]);
        t.add(&[x.form, y.tag]);
        t.add(&[x.tag, y.form]);
    }
    for (x, y) in [(s0, b0), (s1, s0)] {
        t.add(&[x.form, y.form]);
        t.add(&[x.brown, y.tag]);
        t.add(&[x.tag, y.brown]);
        t.add(&[x.coarse, y.coarse]);
    }
    t.add(&[b0.tag, b1.tag, b2.tag]);
    t.add(&[s0.tag, b0.tag, b1.tag]);
    t.add(&[s1.tag, s0.tag, b0.tag]);
    t.add(&[s2.tag, s1.tag, s0.tag]);
    t.add(&[s1.tag, s0.tag, b0.tag, b1.tag]);
    t.add(&[s0.tag, b0.tag, b1.tag, b2.tag]);
    t.add(&[s0.tag, b0.form, b1.tag]);
    t.add(&[s0.form, b0.tag, b1.tag]);
    t.add(&[s0.tag, b0.tag, b1.form]);
    t.add(&[s1.form, s0.tag, b0.tag]);
    let (d, e) = view.gaps();
    t.add(&[s0.tag, b0.tag, d]);
    t.add(&[s1.tag, s0.tag, e]);
    let [s0l, s0r, b0l] = [of_s0.left[0], of_s0.right[0], of_b0.left[0]].map(|at| view.item(at));
    t.add(&[s0.tag, s0r.tag, b0.tag]);
    t.add(&[s0.tag, b0.tag, b0l.tag]);
    t.add(&[s1.tag, s0l.tag, s0.tag]);
}

/// The features of the scout's next step.
pub fn scout_features(input: &Input, state: &State, out: &mut Vec<Feature>) {
    out.clear();
    let view = View::new(input, state);
    let mut t = Templates::new(out, 0);
    words_in_sight(&view, &mut t);
    let ([s0, s1, ..], [b0, ..]) = (view.s, view.b);
    let [of_s0, of_s1, of_b0] = [view.at_s[0], view.at_s[1], view.at_b[0]].map(|at| view.sides(at));
    let s0r = view.item(of_s0.right[0]);
    let [s0l_, s0m_] = of_s0.left.map(|at| view.label(at));
    let [s0r_, s0q_] = of_s0.right.map(|at| view.label(at));
    let [b0l_, b0m_] = of_b0.left.map(|at| view.label(at));
    let [s1l_, s1r_] = [of_s1.left[0], of_s1.right[0]].map(|at| view.label(at));
    t.add(&[s0.tag, s0r.form, b0.tag]);
    t.add(&[s0.form, s0r.form, b0.form]);
    t.add(&[s0.tag, s0r.form, b0.form]);
    t.add(&[s0.tag, s0l_, s0m_, b0.tag]);
    t.add(&[s0.tag, s0r_, s0q_, b0.tag]);
    t.add(&[s1.tag, s1l_, s1r_, s0.tag]);
    t.add(&[b0.tag, b0l_, b0m_, s0.tag]);
    t.add(&[s1.tag, s0.tag, s0r_, s0l_]);
    t.add(&[s0.form, s0l_, s0r_]);
    t.add(&[b0.form, b0l_]);
}

/// Number of templates of [`words_in_sight`].
const IN_SIGHT: u32 = 64;
/// Number of templates before those of [`scouted`].
const BEFORE_SCOUTED: u32 = 186;

/// The features of the parser's next step.
pub fn features(input: &Input, state: &State, out: &mut Vec<Feature>) {
    out.clear();
    let view = View::new(input, state);
    first_features(&view, out);
    other_features(&view, out);
}

/// Adds those that settle many a step.
pub(in crate::syntax) fn first_features(view: &View<'_>, out: &mut Vec<Feature>) {
    let mut t = Templates::new(out, 0);
    words_in_sight(view, &mut t);
    debug_assert_eq!(t.next, IN_SIGHT);
    t.next = BEFORE_SCOUTED;
    scouted(view, &mut t);
}

/// Adds the others.
pub(in crate::syntax) fn other_features(view: &View<'_>, out: &mut Vec<Feature>) {
    let mut t = Templates::new(out, IN_SIGHT);
    more_words(view, &mut t);
    dependents(view, &mut t);
    debug_assert_eq!(t.next, BEFORE_SCOUTED);
}

fn more_words(view: &View<'_>, t: &mut Templates<'_>) {
    let ([s0, s1, s2, s3], [b0, b1, b2, b3]) = (view.s, view.b);
    for x in [s0, s1, b0, b1] {
        t.add(&[x.form]);
        t.add(&[x.coarse]);
        t.add(&[x.embedded]);
    }
    t.add(&[s2.form]);
    t.add(&[s2.coarse]);
    t.add(&[b2.coarse]);
    t.add(&[s3.tag]);
    t.add(&[b3.tag]);
    for (x, y) in [(s1, b0), (b0, b1), (s0, b1)] {
        t.add(&[x.form, y.form]);
        t.add(&[x.coarse, y.coarse]);
    }
    for (x, y) in [(s2, s0), (s2, b0)] {
        t.add(&[x.tag, y.tag]);
        t.add(&[x.form, y.tag]);
        t.add(&[x.coarse, y.coarse]);
    }
    for (x, y) in [(s0, b0), (s1, s0)] {
        t.add(&[x.form, x.tag, y.tag]);
        t.add(&[x.tag, y.form, y.tag]);
        t.add(&[x.form, x.tag, y.form, y.tag]);
        t.add(&[x.brown, y.brown]);
        t.add(&[x.embedded, y.embedded]);
        t.add(&[x.embedded, y.tag]);
        t.add(&[x.tag, y.embedded]);
    }
    t.add(&[s2.tag, s1.tag, s0.tag, b0.tag]);
    t.add(&[s1.tag, s0.form, b0.tag]);
    t.add(&[s1.tag, s0.tag, b0.form]);
    t.add(&[s1.form, s0.form, b0.tag]);
    t.add(&[s1.form, s0.tag, b0.form]);
}

fn dependents(view: &View<'_>, t: &mut Templates<'_>) {
    let ([s0, s1, s2, _], [b0, ..]) = (view.s, view.b);
    let [of_s0, of_s1, of_s2, of_b0] =
        [view.at_s[0], view.at_s[1], view.at_s[2], view.at_b[0]].map(|at| view.sides(at));
    let [s0l, s0m] = of_s0.left.map(|at| view.item(at));
    let [s0r, s0q] = of_s0.right.map(|at| view.item(at));
    let [s1l, s1m] = of_s1.left.map(|at| view.item(at));
    let [s1r, s1q] = of_s1.right.map(|at| view.item(at));
    let [b0l, b0m] = of_b0.left.map(|at| view.item(at));
    let [s0l_, s0m_] = of_s0.left.map(|at| view.label(at));
    let [s0r_, s0q_] = of_s0.right.map(|at| view.label(at));
    let [s1l_, s1m_] = of_s1.left.map(|at| view.label(at));
    let [s1r_, s1q_] = of_s1.right.map(|at| view.label(at));
    let [b0l_, b0m_] = of_b0.left.map(|at| view.label(at));
    let [s2l_, s2r_] = [of_s2.left[0], of_s2.right[0]].map(|at| view.label(at));
    for x in [s0m, s1m, s0q, s1q, b0m] {
        t.add(&[x.tag]);
    }
    for l in [s0l_, s0m_, s0r_, s0q_, s1l_, s1m_, s1r_, s1q_, b0l_, b0m_, s2l_, s2r_] {
        t.add(&[l]);
    }
    t.add(&[s0.tag, s0l.tag, b0.tag]);
    t.add(&[s1.tag, s0.tag, s0r.tag]);
    t.add(&[s1.tag, s1l.tag, s0.tag]);
    t.add(&[s1.tag, s1r.tag, s0.tag]);
    t.add(&[s1.tag, s1r_, s0.tag, s0l_]);
    t.add(&[s1.form, s0l.form, s0.tag]);
    t.add(&[s1.form, s0l.form, s0.form]);
    t.add(&[s1.tag, s0l.form, s0.tag]);
    t.add(&[s1.tag, s0l.form, s0.form]);
    t.add(&[s0.form, b0l.form, b0.tag]);
    t.add(&[s0.tag, b0l.form, b0.tag]);
    t.add(&[s0.form, b0l.form, b0.form]);
    t.add(&[s1.form, b0l.form, b0.tag]);
    t.add(&[s1.tag, s0.tag, b0l.form, b0.tag]);
    t.add(&[s1.form, s0.tag, b0l.form]);
    t.add(&[s1.form, s0.form, b0l.form]);
    t.add(&[s2.form, s0l.form, s0.tag]);
    t.add(&[s1.brown, s0l.form, s0.tag]);
    t.add(&[s1.coarse, s0l.form, s0.coarse]);
    t.add(&[s1.embedded, s0l.form, s0.embedded]);
    t.add(&[s0.brown, b0l.form, b0.tag]);
    t.add(&[s0.coarse, b0l.form, b0.coarse]);
    t.add(&[s0.embedded, b0l.form, b0.embedded]);
    t.add(&[s1.brown, b0l.form, b0.tag]);
    t.add(&[s1.brown, s0.brown, b0l.form]);
    t.add(&[s0.tag, s0l_, s0m_]);
    t.add(&[s0.tag, s0r_, s0q_]);
    t.add(&[s1.tag, s1l_, s1m_]);
    t.add(&[s1.tag, s1r_, s1q_]);
    t.add(&[b0.tag, b0l_, b0m_]);
    t.add(&[s0.form, s0l_, s0r_]);
    t.add(&[s1.form, s1l_, s1r_]);
    t.add(&[s0.form, s0r_, b0.tag]);
    t.add(&[s1.form, s1r_, s0.tag]);
    t.add(&[s0.tag, s0l_, b0.tag, b0l_]);
    // A conjunct is like what it is joined to, and so are their prepositions and articles.
    t.add(&[s0l.form, alike(s1, s0), s0.tag]);
    t.add(&[s0l.form, alike(s1, s0), alike(s2, s0)]);
    t.add(&[s1l_, s0m.form, s1.tag, s0.tag, u32::from(s1l.form == s0m.form)]);
    // Valency and distance.
    let ([s0vl, s0vr], [s1vl, s1vr]) = (view.valency(view.at_s[0]), view.valency(view.at_s[1]));
    let [b0vl, _] = view.valency(view.at_b[0]);
    t.add(&[s0.tag, s0vl]);
    t.add(&[s0.tag, s0vr]);
    t.add(&[s0.form, s0vl]);
    t.add(&[s0.form, s0vr]);
    t.add(&[s1.tag, s1vl]);
    t.add(&[s1.tag, s1vr]);
    t.add(&[s1.form, s1vr]);
    t.add(&[b0.tag, b0vl]);
    t.add(&[b0.form, b0vl]);
    let (d, e) = view.gaps();
    t.add(&[d]);
    t.add(&[e]);
    t.add(&[s0.form, d]);
    t.add(&[b0.form, d]);
    t.add(&[s1.form, e]);
    t.add(&[s0.form, e]);
    t.add(&[s1.tag, s0.tag, s0vl, s1vr]);
    t.add(&[s0.tag, b0.tag, s0vr, b0vl]);
    t.add(&[u32::from(view.state.stack.len() == 1), s0.tag, b0.tag]);
    t.add(&[u32::from(view.state.stack.len() == 2), s1.tag, s0.tag, b0.tag]);
}

/// What the scout says of the words in sight.
fn scouted(view: &View<'_>, t: &mut Templates<'_>) {
    let ([s0, s1, ..], [b0, ..]) = (view.s, view.b);
    let in_sight = [view.at_s[0], view.at_s[1], view.at_b[0]];
    let [of_s0, of_s1, of_b0] = in_sight.map(|at| view.sides(at));
    let [s0l_, s0r_, s1r_, b0l_] =
        [of_s0.left[0], of_s0.right[0], of_s1.right[0], of_b0.left[0]].map(|at| view.label(at));
    let [g0, g1, gb] = in_sight.map(|at| view.class(at));
    let [p0, p1, pb] = in_sight.map(|at| view.place(at));
    let [o0, o1, _] = in_sight.map(|at| view.open(at));
    let (d, e) = view.gaps();
    t.add(&[p0]);
    t.add(&[pb]);
    t.add(&[p1]);
    t.add(&[o0]);
    t.add(&[p0, g0]);
    t.add(&[pb, gb]);
    t.add(&[p0, pb]);
    t.add(&[p0, pb, o0]);
    t.add(&[p0, p1, pb, o0]);
    t.add(&[p0, g0, o0]);
    t.add(&[p0, o0, o1, pb]);
    t.add(&[p0, g0, pb, gb, o0]);
    t.add(&[p0, s0.tag, b0.tag]);
    t.add(&[p0, s0.tag, s1.tag]);
    t.add(&[pb, s0.tag, b0.tag]);
    t.add(&[pb, gb, s1.tag, s0.tag]);
    t.add(&[p1, g1]);
    t.add(&[p0, g0, s0.form]);
    t.add(&[pb, gb, b0.form]);
    t.add(&[pb, s0.form]);
    t.add(&[p0, b0.form]);
    t.add(&[p0, s1.form]);
    t.add(&[p0, pb, o0, s0.tag, b0.tag, s1.tag]);
    t.add(&[p0, g0, d, e]);
    t.add(&[p0, g0, s0l_, s0r_]);
    t.add(&[p0, s1.tag, s1r_, s0.tag]);
    t.add(&[pb, gb, b0l_, s0.tag]);
}
